using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Semantics;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Tests.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Tests.Semantics;

/// <summary>A project of <c>.ai</c> files, connectors and Python files, through the compiler's own stages.</summary>
internal sealed class Project(Connectors connectors, params (string Path, string Text)[] python)
{
    private readonly NameTable<PythonNamesakes> _python = PythonNamesakes.Of(python.Select(file => PythonModule.Read(file.Path, file.Text)));

    public CompilationOptions Options { get; init; } = new("Shop");

    public Connectors Connectors { get; } = connectors;

    public static Project Of(string connectors) => new(Connectors.Of(connectors));

    public BoundFile Bind(string source) => Bind(("a.ai", source))[0];

    public IReadOnlyList<BoundFile> Bind(params (string Path, string Text)[] files)
    {
        List<SyntaxTree> trees = [.. files.Select(file => Compilation.Parse(new SourceFile(file.Path, file.Path, file.Text)))];
        ChainIndex index = Compilation.Index(trees);
        ConnectorTable table = Connectors.TableFor(trees);
        var project = new ProjectModel(index, table, _python, Compilation.Signatures(trees, index, table, _python, Options));
        return [.. trees.Select(tree => Compilation.Bind(tree, project, Options))];
    }

    /// <summary>What the chains that others call look like from outside.</summary>
    public ChainSignatures Signatures(params (string Path, string Text)[] files)
    {
        List<SyntaxTree> trees = [.. files.Select(file => Compilation.Parse(new SourceFile(file.Path, file.Path, file.Text)))];
        return Compilation.Signatures(trees, Compilation.Index(trees), Connectors.TableFor(trees), _python, Options);
    }

    /// <summary>The only chain of a source that must be right.</summary>
    public BoundChain Chain(string source)
    {
        BoundFile file = Bind(source);
        Assert.Empty(file.Diagnostics);
        return Assert.Single(file.Chains);
    }

    public string Emit(string source, string path = "a.ai") => Compilation.Emit(Bind((path, source))[0], Options).Text;

    /// <summary>The interface of the chains of a file, and what adds them to a container.</summary>
    public string EmitServices(string source, string path = "a.ai") =>
        Compilation.EmitServices(EquatableArray.Create(Compilation.Emit(Bind((path, source))[0], Options).Services!), Options).Text;

    /// <summary>Asserts that exactly this is reported, at the spans marked with <c>⟦…⟧</c>, however the lines end.</summary>
    public void AssertReports(string source, params (string Id, string Message)[] expected)
    {
        foreach (string variant in Variants.Of(source))
        {
            Marked marked = Marked.Parse(variant);
            EquatableArray<Diagnostic> found = Bind(marked.Text).Diagnostics;
            Assert.Equal(
                string.Join('\n', expected.Select(diagnostic => $"{diagnostic.Id}: {diagnostic.Message}")),
                string.Join('\n', found.Select(diagnostic => $"{diagnostic.Id}: {diagnostic.Message}")));
            Assert.Equal(marked.Spans.Select(span => Show(marked.Text, span)), found.Select(diagnostic => Show(marked.Text, diagnostic.Location.Span)));
        }
    }

    public void AssertReportsNothing(string source) => AssertReports(source);

    private static (string Position, string Text) Show(string text, TextSpan span) =>
        ($"{span.Start}..{span.End}", text.Substring(span.Start, span.Length));
}
