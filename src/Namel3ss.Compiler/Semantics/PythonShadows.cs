using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>Python files of a project that are called like a module of Python's own, which an import finds in their place.</summary>
internal static class PythonShadows
{
    /// <summary>What Python 3.11 to 3.14 have, on whatever system; without what no library imports (<c>test</c>, <c>this</c>).</summary>
    private static readonly HashSet<string> OfPython = new((
        "abc aifc annotationlib argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii bisect builtins " +
        "bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys compileall compression " +
        "concurrent configparser contextlib contextvars copy copyreg crypt csv ctypes curses dataclasses datetime dbm decimal " +
        "difflib dis distutils doctest email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch " +
        "fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http " +
        "imaplib imghdr imp importlib inspect io ipaddress itertools json keyword linecache locale logging lzma mailbox mailcap " +
        "marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt ntpath nturl2path numbers " +
        "opcode operator optparse os ossaudiodev pathlib pdb pickle pickletools pipes pkgutil platform plistlib poplib posix " +
        "posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline " +
        "reprlib resource rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtpd smtplib sndhdr " +
        "socket socketserver spwd sqlite3 sre_compile sre_constants sre_parse ssl stat statistics string stringprep struct " +
        "subprocess sunau symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios textwrap threading time " +
        "timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle types typing unicodedata unittest urllib " +
        "uu uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib " +
        "zoneinfo").Split(' '), StringComparer.Ordinal);

    /// <summary>The modules that the steps of a file call.</summary>
    public static EquatableArray<string> Called(BoundFile file) => file.Chains
        .SelectMany(chain => chain.Steps)
        .Select(step => step.Call)
        .OfType<BoundPythonCall>()
        .Select(call => call.ModulePath)
        .Distinct()
        .ToEquatableArray();

    /// <summary>A worker imports from the output folder, and from the folders of the files that steps call.</summary>
    public static EquatableArray<Diagnostic> Find(IReadOnlyCollection<string> called, NameTable<PythonNamesakes> python)
    {
        if (called.Count == 0)
        {
            return default;
        }

        List<PythonModule> modules = python.SelectMany(file => file.Modules).ToList();
        var packages = new HashSet<string>(modules.Where(IsPackage).Select(module => FolderOf(module.RelativePath)), StringComparer.Ordinal);
        var imported = new HashSet<string>(called.Select(path => FolderAround(FolderOf(path))), StringComparer.Ordinal) { "" };
        return modules
            .Where(module => NameOf(module) is var name && OfPython.Contains(name.Substring(name.LastIndexOf('/') + 1)) && imported.Contains(FolderOf(name)))
            .Select(module => BindingDiagnostics.PythonShadow(new Location(module.Path, default, default), module.RelativePath, NameOf(module), IsPackage(module)))
            .ToEquatableArray();

        // Modules of a package are imported by the package's name, from where that lies.
        string FolderAround(string folder) => packages.Contains(folder) && folder.Length > 0 ? FolderAround(FolderOf(folder)) : folder;
    }

    private static bool IsPackage(PythonModule module) => module.RelativePath.EndsWith("/__init__.py", StringComparison.Ordinal);

    /// <summary>What is imported, with the folder that it lies in: of a package, its own folder.</summary>
    private static string NameOf(PythonModule module) => IsPackage(module) ? FolderOf(module.RelativePath) : module.RelativePath.Substring(0, module.RelativePath.Length - ".py".Length);

    private static string FolderOf(string path) => path.Substring(0, Math.Max(0, path.LastIndexOf('/')));
}
