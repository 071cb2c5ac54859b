# The worker process: takes calls one after another from its original stdin, answers on a private copy of stdout.
# `channel` is the open stdin that this script itself came by. A call is its length (4 bytes, little endian), a line of
# JSON that says what to call, and the values of the arguments (arguments.py). An answer is its length, a letter, the
# number of the call (8 bytes) and what belongs to it: B nothing, the call begins; R a result; E an error; S nothing, for
# files have changed: start me afresh. Before them all comes P with the worker's own process.
import faulthandler
import inspect
import json
import os
import signal
import struct
import sys
import threading
import time
import traceback

_LARGEST_ANSWER = 1 << 30
_busy = False


def main():
    global _busy
    leave_guardian()
    answers = take_streams()
    process = os.getpid()
    _send(answers, b"P", process, b"")
    faulthandler.enable()  # A crash in native code then says where in the Python code it happened.
    # Ctrl+C in the host's console is the host's to handle.
    signal.signal(signal.SIGINT, lambda *_: None)
    inbox = Inbox()
    threading.Thread(target=_read_requests, args=(inbox,), daemon=True).start()
    while True:
        body = inbox.take()
        if body is None:
            inbox.close()
            return
        _busy = True
        line, _, values = body.partition(b"\n")
        request = json.loads(line)
        number = request["number"]
        if changed():
            kind, answer = b"S", b""
        else:
            _send(answers, b"B", number, b"")
            kind, answer = _handle(request, values, inbox)
            if os.getpid() != process:
                os._exit(0)  # The function forked and both came back here: one answer is enough.
            _flush()
        del body, values
        _busy = False
        _send(answers, kind, number, answer)


def _read_requests(inbox):
    # On a thread of its own, so that the end of the host is seen in the middle of a call too.
    while True:
        header = channel.read(4)
        if len(header) < 4:
            break
        size = struct.unpack("<I", header)[0]
        body = channel.read(size)
        if len(body) < size:
            break
        inbox.put(body)
    if not _busy:
        inbox.put(None)
        time.sleep(3)  # for what user code registered with atexit
    os._exit(0)


def _send(answers, kind, number, body):
    answers.write(struct.pack("<IcQ", len(body) + 9, kind, number))
    answers.write(body)
    answers.flush()


def _handle(request, values, inbox):
    try:
        return b"R", _call(request, values, inbox)
    except CallError as error:
        return b"E", _error(str(error))
    except BaseException as error:  # SystemExit and KeyboardInterrupt too: a call that ends so has failed.
        return b"E", _describe(error)
    finally:
        watch()


def _call(request, values, inbox):
    path, name = request["path"], request["function"]
    candidates = read_candidates(request["arguments"], values)
    module = load(path, request["base"])
    label = "%s.%s" % (os.path.splitext(os.path.basename(path))[0], name)
    function = getattr(module, name, None)
    if not callable(function):
        raise CallError(_no_function(module, path, name))
    bound = bind(function, label, candidates)
    result = function(*bound.args, **bound.kwargs)
    if inspect.isawaitable(result):
        result = inbox.run(result)
    try:
        answer = to_json(result)
    except CallError as error:
        raise CallError("%s: %s" % (label, error)) from None
    if len(answer) > _LARGEST_ANSWER:
        raise CallError("%s: the result is larger than 1 GiB" % label)
    return answer


def _no_function(module, path, name):
    if hasattr(module, name):
        return "'%s' in %s is no function" % (name, path)
    there = [key for key, value in vars(module).items()
             if inspect.isfunction(value) and value.__module__ == module.__name__ and not key.startswith("_")]
    functions = "its functions are " + ", ".join(there) if there else "it has no function"
    return "there is no function '%s' in %s%s; %s" % (name, path, did_you_mean(name, there), functions)


def _describe(error):
    """Whatever the exception itself raises when it is asked, the call fails with what can be said."""
    kind = type_name(type(error))
    try:
        text = str(error)
    except BaseException:
        text = "(its text cannot be shown)"
    message = "%s: %s" % (kind, text) if text else kind
    trace = error.__traceback__
    while trace is not None and _is_machinery(trace.tb_frame.f_code.co_filename):
        trace = trace.tb_next
    try:
        lines = "".join(traceback.format_exception(type(error), error, trace)).rstrip()
    except BaseException:
        lines = message
    return _error(message, kind, lines[-20000:])


def _is_machinery(file):
    loop = sys.modules.get("asyncio")
    return file == "<namel3ss>" or file.startswith("<frozen importlib") or (
        loop is not None and os.path.dirname(file) == os.path.dirname(loop.__file__))


def _error(message, kind=None, lines=None):
    error = {"message": message[:4000], "type": kind, "traceback": lines}
    return to_utf8(json.dumps(error, ensure_ascii=False))


def _flush():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:  # User code may have closed or replaced it; its own affair.
            pass


main()
