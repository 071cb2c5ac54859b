# What the worker is as a process: its guardian, and its streams.
import os
import select
import signal
import sys
import time

_TIME_TO_END = 4  # Seconds. A worker that can, has ended by itself by then (worker.py).


def leave_guardian():
    """
    Forks, and returns in the child, which is the worker. The process that the host has started stays as the guardian:
    when the worker or the host ends, it ends what is left, which is the worker itself where code in it holds Python's
    lock, so that no thread of its own could, and the processes that the worker has started. It takes their exit codes
    too, which in a container nobody else may do.
    """
    if not hasattr(os, "fork"):
        return
    try:
        worker = os.fork()
    except OSError:
        return  # The system has no room for it, and the worker does without.
    if worker != 0:
        try:
            os._exit(_guard(worker))
        finally:
            os._exit(1)
    os.setsid()


def take_streams():
    """From here on, whatever writes to stdout, C code and child processes included, writes to stderr."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)
    if hasattr(os, "register_at_fork"):
        # Children that user code forks do not hold the channel open, and cannot answer in the worker's place.
        os.register_at_fork(after_in_child=lambda: _close(answers.fileno(), channel.fileno()))
    return answers


def _guard(worker):
    _close(0, 1, 2)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in the host's console is none of its business.
    woken, wake = os.pipe()
    os.set_blocking(woken, False)
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    _adopt_orphans()
    ends = select.poll()
    ends.register(woken, select.POLLIN)
    ends.register(channel, 0)  # Nothing but the host's end, which is always told.
    exited, deadline = _reap(), None
    while worker not in exited and (deadline is None or time.monotonic() < deadline):
        events = ends.poll(None if deadline is None else max(0, (deadline - time.monotonic()) * 1000))
        if any(descriptor != woken for descriptor, _ in events):
            ends.unregister(channel)
            deadline = time.monotonic() + _TIME_TO_END
        _drain(woken)
        exited = _reap()
    _kill(os.killpg, worker)
    exited.update(_end_children())
    status = exited.get(worker, signal.SIGKILL)
    return 128 + os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


def _adopt_orphans():
    """On Linux, what the worker's children start is this process's to end when those have ended."""
    try:
        import ctypes
        ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER
    except Exception:
        pass


def _reap():
    """The statuses of the children that have ended."""
    exited = {}
    try:
        while True:
            process, status = os.waitpid(-1, os.WNOHANG)
            if process == 0:
                return exited
            exited[process] = status
    except ChildProcessError:
        return exited


def _end_children():
    """Those of children that end become children of this process, so there may be more of them each time."""
    exited, deadline = {}, time.monotonic() + 0.5
    while time.monotonic() < deadline:
        children = _children()
        if not children:
            break
        for child in children:
            _kill(os.kill, child)
        time.sleep(0.001)
        exited.update(_reap())
    return exited


def _children():
    own, children = str(os.getpid()), []
    for entry in os.listdir("/proc") if os.path.isdir("/proc") else ():
        if entry.isdigit():
            try:
                with open("/proc/%s/stat" % entry, "rb") as file:
                    if file.read().rpartition(b")")[2].split()[1].decode() == own:
                        children.append(int(entry))
            except OSError:
                pass
    return children


def _kill(kill, target):
    try:
        kill(target, signal.SIGKILL)
    except OSError:
        pass


def _drain(pipe):
    try:
        os.read(pipe, 4096)
    except BlockingIOError:
        pass


def _close(*descriptors):
    for descriptor in descriptors:
        try:
            os.close(descriptor)
        except OSError:
            pass
