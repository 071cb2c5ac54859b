# Loads the project's modules, and sees when their files change.
import importlib
import importlib.machinery
import importlib.util
import os
import sys

_loaded = {}
_folders = []
_watched = {}
_known_modules = 0


def load(path, base):
    """The module of a file. In a folder with __init__.py it is one of that package, so that relative imports work."""
    if path in _loaded:
        return _loaded[path]
    folder, name = os.path.split(os.path.splitext(path)[0])
    packages = []
    while os.path.isfile(os.path.join(folder, "__init__.py")) and os.path.dirname(folder) != folder:
        folder, package = os.path.split(folder)
        packages.insert(0, package)
    for entry in (os.path.normpath(base), folder):
        _add_folder(entry)
    importlib.invalidate_caches()
    parent = None
    for package in packages:
        folder = os.path.join(folder, package)
        parent = _module(package, os.path.join(folder, "__init__.py"), parent)
    return _module(name, path, parent)


def _add_folder(folder):
    """
    Behind the standard library, so that a file of the project with the name of one of its modules breaks nobody's import
    of that, the event loop's and libraries' among them; before what is installed, as the folder of a script is.
    """
    if folder not in _folders:
        _folders.append(folder)
    if folder not in sys.path:
        place = (i for i, entry in enumerate(sys.path) if entry in _folders or "-packages" in str(entry))
        sys.path.insert(next(place, len(sys.path)), folder)


def _module(name, path, parent):
    if path not in _loaded:
        full_name = name if parent is None else "%s.%s" % (parent.__name__, name)
        module = sys.modules.get(full_name)
        if module is None or not _is_file(_file_of(module), path):
            module = _import_file(_free_name(full_name, path), path)
            if parent is not None:
                setattr(parent, name, module)
        _loaded[path] = module
    return _loaded[path]


class _SourceLoader(importlib.machinery.SourceFileLoader):
    """Reads the source always: cached bytecode is compared by whole seconds, and would hide a quick second edit."""

    def path_stats(self, path):
        raise OSError


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


def _free_name(name, path):
    """A name that nothing else has or would be imported by: files of one name, or of a library's, stay apart."""
    free, number = name, 1
    while free in sys.modules or _is_taken(free, path):
        number += 1
        free = "%s_%d" % (name, number)
    return free


def _is_taken(name, path):
    try:
        spec = None if "." in name else importlib.util.find_spec(name)
    except Exception:  # Of a finder that a library has put there.
        return False
    return spec is not None and spec.loader is not None and not _is_file(spec.origin, path)


def _is_file(file, path):
    return file is not None and os.path.normcase(os.path.realpath(file)) == os.path.normcase(os.path.realpath(path))


def _file_of(module):
    try:
        file = module.__dict__.get("__file__")
    except Exception:  # Code may put there what is no module.
        return None
    return file if isinstance(file, str) and file.endswith(".py") else None


def watch():
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


def changed():
    return any(_stamp(file) != stamp for file, stamp in _watched.items())


def _stamp(file):
    try:
        status = os.stat(file)
        return status.st_mtime_ns, status.st_size
    except OSError:
        return None
