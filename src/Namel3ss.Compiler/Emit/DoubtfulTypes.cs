using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Semantics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Emit;

/// <summary>
/// Types that a file with errors names and that nobody knows. The C# compiler reports a type that it does not find in a declaration
/// before the analyzers run, and then does not run them: the file's own errors would be lost. In the body of a method the type is
/// reported beside them.
/// </summary>
internal static class DoubtfulTypes
{
    public static IReadOnlyList<BoundTypeAlias> Of(BoundFile file) =>
        file.Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            ? [.. file.Aliases.Where(alias => !alias.IsKnown)]
            : [];

    /// <summary>The file, in which a chain whose code names one of these types is broken: it would not compile.</summary>
    public static BoundFile Break(BoundFile file, CompilationOptions options)
    {
        var doubtful = new HashSet<string>(Of(file).Select(alias => alias.Name), StringComparer.Ordinal);
        return doubtful.Count == 0
            ? file
            : file with { Chains = file.Chains.Select(chain => chain with { IsBroken = chain.IsBroken || Names(chain) }).ToEquatableArray() };

        bool Names(BoundChain chain)
        {
            var code = new CodeWriter(file.SymbolPath);
            var names = new ChainNames(chain, options);
            new MethodEmitter(code, chain, names, file.RelativePath).Emit();
            new ResultEmitter(code, chain, names, file.RelativePath).Emit();
            return Aliases(code.ToString()).Any(doubtful.Contains);
        }
    }

    /// <summary>The names of aliases in a code.</summary>
    private static IEnumerable<string> Aliases(string code)
    {
        for (int start = 0; (start = code.IndexOf(BoundTypeAlias.Prefix, start, StringComparison.Ordinal)) >= 0;)
        {
            int end = start + BoundTypeAlias.Prefix.Length;
            while (end < code.Length && char.IsDigit(code[end]))
            {
                end++;
            }

            yield return code.Substring(start, end - start);
            start = end;
        }
    }

    public static void Emit(CodeWriter code, BoundFile file)
    {
        IReadOnlyList<BoundTypeAlias> aliases = Of(file);
        if (aliases.Count == 0)
        {
            return;
        }

        foreach (BoundTypeAlias alias in aliases)
        {
            code.Line($"using {alias.Name} = dynamic;");
        }

        code.Line("file static class __Types");
        code.Open();
        code.Line("static void Check()");
        code.Open();
        foreach (BoundTypeAlias alias in aliases)
        {
            code.Verbatim(alias.Lines, "_ = typeof(", alias.Type + ");");
        }

        code.Hidden();
        code.Close();
        code.Close();
        code.Line();
    }
}
