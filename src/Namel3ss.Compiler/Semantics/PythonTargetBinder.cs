using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>Finds the Python function that a target names among the project's files.</summary>
internal sealed class PythonTargetBinder(NameTable<PythonNamesakes> files, FileDiagnostics diagnostics)
{
    /// <summary><c>module.function</c>, or <c>name</c> for function <c>name</c> in <c>name.py</c>; null if reported.</summary>
    public (string ModulePath, string Name)? Bind(NameSyntax target)
    {
        string[] parts = target.Text.Split('.');
        if (target.Text.Length == 0)
        {
            return null;
        }

        if (parts.Any(part => part.Length == 0))
        {
            diagnostics.Add(BindingDiagnostics.MalformedPythonTarget(diagnostics.At(target.Span), target.Text));
            return null;
        }

        string function = parts[parts.Length - 1];
        string file = string.Join("/", parts.Length == 1 ? parts : parts.Take(parts.Length - 1)) + ".py";
        return FindModule(target, file) is { } module && HasFunction(target, module, function)
            ? (module.RelativePath, function)
            : null;
    }

    /// <summary>The file at that path, or the only one in any folder whose path ends so.</summary>
    private PythonModule? FindModule(NameSyntax target, string file)
    {
        EquatableArray<PythonModule> modules = files.Find(PythonNamesakes.NameOf(file))?.Modules ?? default;
        if (modules.FirstOrDefault(module => module.RelativePath == file) is { } exact)
        {
            return exact;
        }

        List<PythonModule> ending = modules.Where(module => module.RelativePath.EndsWith("/" + file, StringComparison.Ordinal)).ToList();
        if (ending.Count == 1)
        {
            return ending[0];
        }

        diagnostics.Add(ending.Count == 0
            ? BindingDiagnostics.UnknownPythonFile(diagnostics.At(target.Span), file,
                diagnostics.Hint(file, files.Near(file).Select(known => known.Name)))
            : BindingDiagnostics.AmbiguousPythonFile(diagnostics.At(target.Span), file, ending[0].RelativePath, ending[1].RelativePath));
        return null;
    }

    private bool HasFunction(NameSyntax target, PythonModule module, string function)
    {
        if (module.IsOpen || module.Names.Contains(function))
        {
            return true;
        }

        diagnostics.Add(BindingDiagnostics.UnknownPythonFunction(diagnostics.At(target.Span), function, module.RelativePath,
            diagnostics.Hint(function, module.Functions)));
        return false;
    }
}
