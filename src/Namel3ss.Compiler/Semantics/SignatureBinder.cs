using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>
/// Finds out what the chains that others call look like from outside. Parameters may be lifted from a chain's steps, and its value is
/// that of a step: so each is bound, what it calls first. Chains in a circle are bound again until nothing new is learned.
/// </summary>
internal static class SignatureBinder
{
    private const int MaxRounds = 8;

    public static ChainSignatures Bind(
        IReadOnlyList<SyntaxTree> trees,
        ChainIndex index,
        ConnectorTable connectors,
        EquatableArray<PythonModule> python,
        CompilationOptions options,
        CancellationToken cancellationToken)
    {
        var calls = new ChainCalls(trees, index, connectors);
        IReadOnlyList<DeclaredChain> called = calls.Called();
        var known = new NameTable<ChainSignature>();
        var project = new ProjectModel(index, connectors, python, new ChainSignatures(known, EquatableArray<ChainCircle>.Empty));
        int rounds = called.Count == 0 ? 0 : calls.LeadBack(called) ? MaxRounds : 1;
        bool isNew = true;
        for (int round = 0; round < rounds && isNew; round++)
        {
            isNew = false;
            foreach (DeclaredChain chain in called)
            {
                cancellationToken.ThrowIfCancellationRequested();
                isNew |= TryBind(chain, project, options) is { } signature && known.Put(signature);
            }
        }

        return new ChainSignatures(known, calls.FindCircles().ToEquatableArray()) { AreSettled = true };
    }

    private static ChainSignature? TryBind(DeclaredChain chain, ProjectModel project, CompilationOptions options)
    {
        try
        {
            var diagnostics = new FileDiagnostics(chain.Tree);
            var types = new TypeBinder(chain.Tree.File, project.Connectors.Types, diagnostics);
            return Of(new ChainBinder(chain.Syntax, diagnostics, types, project, options).Bind());
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // A bug that the binding of the chain's own file meets too, and reports; its callers are not compiled.
            return null;
        }
    }

    private static ChainSignature Of(BoundChain chain) => new(
        chain.Name,
        chain.CSharpName,
        chain.Parameters.Select(parameter => new ParameterModel(parameter.Name, Portable(parameter.Type), Default(parameter))).ToEquatableArray(),
        chain.ResultType is { } result ? Portable(result) with { IsNullable = chain.ResultMayBeAbsent } : null,
        chain.ResultType is not { Name: "dynamic", Kind: TypeKind.Unknown },
        chain.HasErrors,
        chain.IsInternal);

    private static string? Default(BoundParameter parameter) => parameter.Default switch
    {
        null => null,
        _ when parameter.IsLate => "…",
        BoundText text when !text.Text.Any(char.IsControl) => $"\"{text.Text}\"",
        BoundConstant constant => constant.CSharp,
        _ => "…",
    };

    /// <summary>A type that a <c>.ai</c> file names has an alias there, of which other files know nothing: it goes by its text.</summary>
    private static TypeModel Portable(TypeModel type) => type switch
    {
        { Kind: TypeKind.Unknown } when type.Name != "dynamic" => type with { Name = type.Display },
        { Kind: TypeKind.Sequence, Element: { } element } when Portable(element) != element =>
            TypeBinder.ListOf(Portable(element)) with { IsNullable = type.IsNullable },
        _ => type,
    };
}
