# What the worker is as a process: its streams, and the guardian that ends what it would leave behind.
import os
import select
import signal
import sys

_TIME_TO_END = 4  # Seconds. A worker that can, has ended by itself by then (worker.py).


def take_streams():
    """From here on, whatever writes to stdout, C code and child processes included, writes to stderr."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)
    return answers


def start_guardian(answers):
    """
    A process beside the worker that waits for the end of the host and of the worker, and then ends all that is left of
    the worker's process group: children that user code has started, and the worker itself where code in it holds Python's
    lock, so that no thread of its own could. It sees the ends by pipes that close, whichever way the other side ends.
    """
    if not hasattr(os, "fork"):
        return
    worker = os.getpid()
    try:
        os.setsid()
        lifeline, held = os.pipe()
        between = os.fork()
    except OSError:
        return  # The system has no room for it, and the worker does without.
    if between == 0:
        # Forked twice, so that it is no child of the worker's, with which it would be killed.
        try:
            os.setsid()
            if os.fork() == 0:
                _guard(worker, lifeline, (0, 1, 2, held, answers.fileno()))
        finally:
            os._exit(0)
    os.close(lifeline)
    os.waitpid(between, 0)
    # Children that user code forks do not hold open by what the worker's end is seen, and cannot answer in its place.
    own = (held, answers.fileno(), channel.fileno())
    os.register_at_fork(after_in_child=lambda: _close(own))


def _guard(group, lifeline, others):
    _close(others)
    ends = select.poll()
    ends.register(channel, 0)  # Nothing but the other side's end, which is always told.
    ends.register(lifeline, 0)
    if all(descriptor != lifeline for descriptor, _ in ends.poll()):
        ends.unregister(channel)
        ends.poll(_TIME_TO_END * 1000)
    os.killpg(group, signal.SIGKILL)


def _close(descriptors):
    for descriptor in descriptors:
        try:
            os.close(descriptor)
        except OSError:
            pass
