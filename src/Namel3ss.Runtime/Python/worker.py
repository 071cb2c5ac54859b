# The worker process: takes calls one after another from its original stdin, answers on a private copy of stdout.
# `channel` is the open stdin that this script itself came by. A message is its length (4 bytes, little endian) and
# its bytes; an answer begins with one letter: R a result, E an error, S "files have changed, start me afresh".
import atexit
import faulthandler
import importlib
import importlib.machinery
import importlib.util
import inspect
import json
import os
import queue
import signal
import struct
import sys
import threading
import time
import traceback

_PROCESS = os.getpid()
_LARGEST_ANSWER = 1 << 30
_loaded = {}
_folders = []
_watched = {}
_known_modules = 0
_busy = False


def main():
    global _busy
    answers = _take_streams()
    group = _own_process_group()
    atexit.register(_end, group)
    faulthandler.enable()  # A crash in native code then says where in the Python code it happened.
    # Ctrl+C in the host's console is the host's to handle.
    signal.signal(signal.SIGINT, lambda *_: None)
    if sys.path and sys.path[0] == "":
        del sys.path[0]
    requests = queue.SimpleQueue()
    threading.Thread(target=_read_requests, args=(requests, group), daemon=True).start()
    while True:
        body = requests.get()
        if body is None:
            return
        _busy = True
        kind, answer = _handle(json.loads(body))
        if os.getpid() != _PROCESS:
            os._exit(0)  # The function forked and both came back here: one answer is enough.
        del body
        _flush()
        _busy = False
        answers.write(struct.pack("<I", len(answer) + 1) + kind)
        answers.write(answer)
        answers.flush()


def _take_streams():
    """From here on, whatever writes to stdout, C code and child processes included, writes to stderr."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)
    return answers


def _own_process_group():
    """With a group of its own, the worker can take the processes that user code started along when it ends."""
    try:
        os.setsid()
        return os.getpgrp()
    except (AttributeError, OSError):
        return None


def _end(group):
    if os.getpid() == _PROCESS:
        if group is not None:
            os.killpg(group, signal.SIGKILL)
        os._exit(0)


def _read_requests(requests, group):
    # On a thread of its own, so that the end of the host is seen in the middle of a call too.
    while True:
        header = channel.read(4)
        if len(header) < 4:
            break
        size = struct.unpack("<I", header)[0]
        body = channel.read(size)
        if len(body) < size:
            break
        requests.put(body)
    if not _busy:
        requests.put(None)
        time.sleep(3)  # for what user code registered with atexit
    _end(group)


def _handle(request):
    try:
        if _changed():
            return b"S", b""
        return b"R", _call(request)
    except CallError as error:
        return b"E", _error(str(error))
    except BaseException as error:  # SystemExit and KeyboardInterrupt too: a call that ends so has failed.
        return b"E", _describe(error)
    finally:
        _watch()


def _call(request):
    path = request["path"]
    module = _load(path, request["base"])
    name = request["function"]
    label = "%s.%s" % (os.path.splitext(os.path.basename(path))[0], name)
    function = getattr(module, name, None)
    if not callable(function):
        raise CallError(_no_function(module, path, name))
    bound = bind(function, label, request["arguments"])
    result = function(*bound.args, **bound.kwargs)
    if inspect.isawaitable(result):
        import asyncio  # A third of the start-up time, and most functions need none of it.
        result = asyncio.run(_await(result))
    try:
        answer = to_json(result)
    except CallError as error:
        raise CallError("%s: %s" % (label, error)) from None
    if len(answer) > _LARGEST_ANSWER:
        raise CallError("%s: the result is larger than 1 GiB" % label)
    return answer


async def _await(awaitable):
    return await awaitable


def _no_function(module, path, name):
    if hasattr(module, name):
        return "'%s' in %s is no function" % (name, path)
    there = [key for key, value in vars(module).items()
             if inspect.isfunction(value) and value.__module__ == module.__name__ and not key.startswith("_")]
    functions = "its functions are " + ", ".join(there) if there else "it has no function"
    return "there is no function '%s' in %s%s; %s" % (name, path, did_you_mean(name, there), functions)


class _SourceLoader(importlib.machinery.SourceFileLoader):
    """Reads the source always: cached bytecode is compared by whole seconds, and would hide a quick second edit."""

    def path_stats(self, path):
        raise OSError


def _load(path, base):
    if path in _loaded:
        return _loaded[path]
    # In a folder with __init__.py the file is a module of that package, so that relative imports work.
    name, folder = os.path.splitext(os.path.basename(path))[0], os.path.dirname(path)
    while os.path.isfile(os.path.join(folder, "__init__.py")):
        folder, package = os.path.split(folder)
        name = "%s.%s" % (package, name)
    for entry in (os.path.normpath(base), folder):
        if entry not in _folders:
            _folders.append(entry)
        if entry not in sys.path:
            sys.path.insert(0, entry)
    importlib.invalidate_caches()
    parent = name.rpartition(".")[0]
    if parent:
        importlib.import_module(parent)
    module = sys.modules.get(name)
    if module is None or not _is_file(module, path):
        module = _import_file(_free_name(name), path)
        if parent:
            setattr(sys.modules[parent], name.rpartition(".")[2], module)
    _loaded[path] = module
    return module


def _import_file(name, path):
    spec = importlib.util.spec_from_file_location(name, path, loader=_SourceLoader(name, path))
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        sys.modules.pop(name, None)
        raise
    return module


def _free_name(name):
    """Files of one name in two folders, or of a loaded library's name, stay apart."""
    free, number = name, 1
    while free in sys.modules:
        number += 1
        free = "%s_%d" % (name, number)
    return free


def _is_file(module, path):
    file = _file_of(module)
    return file is not None and os.path.normcase(os.path.realpath(file)) == os.path.normcase(os.path.realpath(path))


def _file_of(module):
    file = getattr(module, "__dict__", {}).get("__file__")
    return file if isinstance(file, str) and file.endswith(".py") else None


def _watch():
    """Notes the project's own files among the loaded modules, to see when one of them changes."""
    global _known_modules
    if len(sys.modules) == _known_modules:
        return
    _known_modules = len(sys.modules)
    for module in list(sys.modules.values()):
        file = _file_of(module)
        if file and file not in _watched and "site-packages" not in file and any(
                file.startswith(folder.rstrip(os.sep) + os.sep) for folder in _folders):
            _watched[file] = _stamp(file)


def _changed():
    return any(_stamp(file) != stamp for file, stamp in _watched.items())


def _stamp(file):
    try:
        status = os.stat(file)
        return status.st_mtime_ns, status.st_size
    except OSError:
        return None


def _describe(error):
    trace = error.__traceback__
    while trace is not None and _is_machinery(trace.tb_frame.f_code.co_filename):
        trace = trace.tb_next
    try:
        text = str(error)
    except Exception:
        text = "(its text cannot be shown)"
    kind = type_name(type(error))
    lines = "".join(traceback.format_exception(type(error), error, trace)).rstrip()
    return _error("%s: %s" % (kind, text) if text else kind, kind, lines[-20000:])


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
