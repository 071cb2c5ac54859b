using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Namel3ss.Runtime.Tests.Expressions;

/// <summary>Asks the oldest C# compiler that consumers may have which overload it picks, and what type that gives.</summary>
internal static class Overloads
{
    public const string Obsolete = "CS0619";

    private const string Declarations = """
        #nullable enable
        using System; using System.Collections.Generic; using System.Text.Json; using Namel3ss.CompilerServices;
        enum Urgency { Low, High }
        enum Color { Red, Green }
        record Feedback(string Text);
        record Special(string Text) : Feedback(Text);
        record struct Money(decimal Amount);
        static class Calls
        {
            static T Get<T>() => throw new Exception();

        """;

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is { } name && (name.StartsWith("System.", StringComparison.Ordinal)
                || name is "Namel3ss.Runtime.dll" or "netstandard.dll" or "mscorlib.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The static type of each call as C# writes it, or the ids of its errors.</summary>
    public static IReadOnlyList<string> Types(IReadOnlyList<string> calls)
    {
        // One method a line, so that an error tells its call.
        var code = Declarations + string.Join('\n', calls.Select((call, i) => $"static void M{i}() {{ var it = {call}; }}")) + "\n}";
        var tree = CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.CSharp12));
        var compilation = CSharpCompilation.Create(
            "Calls", [tree], References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var model = compilation.GetSemanticModel(tree);
        // Of the compilation, which binds its methods in parallel.
        var errors = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .ToLookup(diagnostic => diagnostic.Location.GetLineSpan().StartLinePosition.Line, diagnostic => diagnostic.Id);
        return
        [
            .. tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Skip(1).AsParallel().AsOrdered().Select(method =>
            {
                var ids = errors[method.GetLocation().GetLineSpan().StartLinePosition.Line].Distinct().Order().ToArray();
                return ids.Length > 0
                    ? string.Join(' ', ids)
                    : model.GetTypeInfo(method.DescendantNodes().OfType<EqualsValueClauseSyntax>().Single().Value).Type!.ToDisplayString();
            }),
        ];
    }

    /// <summary>A call with values of these types; a literal stands for itself.</summary>
    public static string Call(string function, params string[] operands) =>
        $"Operators.{function}({string.Join(", ", operands.Select(operand =>
            operand is "null" or "true" || char.IsDigit(operand[0]) || operand[0] == '"' ? operand : $"Get<{operand}>()"))})";
}
