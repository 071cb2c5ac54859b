using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Semantics;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Tests.Semantics.Expressions;

/// <summary>Syntax trees by hand: each node stands on a line of its own, so that spans differ.</summary>
internal sealed class Tree
{
    private int _next;

    public static readonly SourceFile File = new("a.ai", "a.ai", string.Concat(Enumerable.Repeat("0123456789\n", 2000)));

    public TextSpan Span() => new(11 * ++_next, 5);

    public NameSyntax Name(string text) => new(Span(), text, IsQuoted: false);

    public ExpressionSyntax Var(string name) => new NameExpressionSyntax(Span(), name);

    public ExpressionSyntax Text(string text) => new LiteralExpressionSyntax(Span(), ScalarKind.Text, text);

    public ExpressionSyntax Number(string text) => new LiteralExpressionSyntax(Span(), ScalarKind.Number, text);

    public ExpressionSyntax Null() => new LiteralExpressionSyntax(Span(), ScalarKind.Null, "null");

    public ExpressionSyntax Member(ExpressionSyntax target, string name, bool isConditional = false) =>
        new MemberExpressionSyntax(Span(), target, Span(), name, isConditional);

    public ExpressionSyntax Call(string name, params ExpressionSyntax[] arguments) =>
        new CallExpressionSyntax(Span(), Span(), name, arguments.ToEquatableArray());

    public ExpressionSyntax Binary(ExpressionSyntax left, BinaryOperator operation, ExpressionSyntax right) =>
        new BinaryExpressionSyntax(Span(), operation, Span(), left, right);

    public ValueSyntax Value(ExpressionSyntax expression) => new ExpressionValueSyntax(Span(), expression);

    public ValueSyntax Word(string text) => new ScalarSyntax(Span(), ScalarKind.Text, text, IsQuoted: false);

    public ValueSyntax Number(int number) => new ScalarSyntax(Span(), ScalarKind.Number, $"{number}", IsQuoted: false);

    public ValueSyntax Flag(bool value) => new ScalarSyntax(Span(), ScalarKind.Boolean, value ? "true" : "false", IsQuoted: false);

    public ValueSyntax Names(params string[] names) => new NamesSyntax(Span(), names.Select(Name).ToEquatableArray());

    public ValueSyntax Template(params object[] parts) => new TemplateSyntax(Span(), parts
        .Select(part => part is ExpressionSyntax expression ? new TemplatePartSyntax("", expression) : new TemplatePartSyntax((string)part, null))
        .ToEquatableArray());

    public ValueSyntax Map(params (string Key, ValueSyntax Value)[] entries) => new MapSyntax(Span(), entries
        .Select(entry => new MapEntrySyntax(Span(), Span(), entry.Key, entry.Value))
        .ToEquatableArray());

    public StatementSyntax Step(string name, params (string Key, ValueSyntax Value)[] properties) => new StepSyntax(Span(), Span(), Name(name), properties
        .Select(property => new PropertySyntax(Span(), Span(), property.Key, property.Value))
        .ToEquatableArray());

    public StatementSyntax If(params (ExpressionSyntax? Condition, StatementSyntax[] Body)[] branches) => new IfSyntax(Span(), Span(), branches
        .Select(branch => new BranchSyntax(Span(), Span(), branch.Condition, branch.Body.ToEquatableArray()))
        .ToEquatableArray());

    public StatementSyntax For(string variable, ExpressionSyntax items, params StatementSyntax[] body) =>
        new ForSyntax(Span(), Span(), Name(variable), items, body.ToEquatableArray());

    public StatementSyntax While(ExpressionSyntax condition, int most, params StatementSyntax[] body) =>
        new WhileSyntax(Span(), Span(), condition, most, body.ToEquatableArray());

    public InputSyntax Input(string name, TypeSyntaxKind type, ValueSyntax? value = null) =>
        new(Span(), Name(name), new TypeSyntax(Span(), type, type.ToString(), IsNullable: false), value);

    public InputSyntax ListInput(string name, TypeSyntaxKind element) => new(Span(), Name(name),
        new TypeSyntax(Span(), TypeSyntaxKind.List, "list", IsNullable: false, new TypeSyntax(Span(), element, "", IsNullable: false)), null);

    /// <summary>A chain <c>c</c>, bound.</summary>
    public BoundFile Bind(string connectors, InputSyntax[]? inputs, StatementSyntax[] body, params (string Key, ValueSyntax Value)[] properties)
    {
        var chain = new ChainSyntax(Span(), Name("c"), inputs?.ToEquatableArray(), properties
            .Select(property => new PropertySyntax(Span(), Span(), property.Key, property.Value))
            .ToEquatableArray(), body.ToEquatableArray(), IsBroken: false);
        var tree = new SyntaxTree(File, EquatableArray.Create(chain), default, default, default);
        return Compilation.Bind(
            tree, new ProjectModel(Compilation.Index([tree]), Connectors.Of(connectors).TableFor([tree]), PythonNamesakes.Of([]), ChainSignatures.None), new CompilationOptions("Shop"));
    }

    /// <summary>The statements of its method without the lines that map them, white space aside.</summary>
    public string Emit(string connectors, InputSyntax[]? inputs, StatementSyntax[] body, params (string Key, ValueSyntax Value)[] properties)
    {
        BoundFile file = Bind(connectors, inputs, body, properties);
        Assert.DoesNotContain(file.Diagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        string text = Compilation.Emit(file, new CompilationOptions("Shop")).Text;
        int start = text.IndexOf("try\n", StringComparison.Ordinal);
        int end = text.IndexOf("catch (", StringComparison.Ordinal);
        return string.Join('\n', text[start..end].Split('\n')
            .Where(line => !line.StartsWith("#line", StringComparison.Ordinal))
            .Select(line => line.Trim())
            .Where(line => line.Length > 0)
            .Skip(2))
            .TrimEnd('}').TrimEnd()
            .Replace("global::Namel3ss.CompilerServices.Operators.", "Operators.", StringComparison.Ordinal)
            .Replace("global::Shop.C.", "", StringComparison.Ordinal);
    }
}
