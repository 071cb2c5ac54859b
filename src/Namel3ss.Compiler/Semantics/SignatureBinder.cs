using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>
/// Finds out what the chains that others call look like from outside. Parameters may be lifted from a chain's steps, and its value is
/// that of a step: so each is bound, what it calls first, and again as long as something new is learned of what it calls, as in circles.
/// </summary>
internal static class SignatureBinder
{
    /// <summary>A type is learned in one or two rounds. One that goes on changing is made of itself, as a list of lists without end.</summary>
    private const int MaxTypes = 8;

    public static ChainSignatures Bind(
        IReadOnlyList<SyntaxTree> trees,
        ChainIndex index,
        ConnectorTable connectors,
        NameTable<PythonNamesakes> python,
        CompilationOptions options,
        CancellationToken cancellationToken)
    {
        var calls = new ChainCalls(trees, index, connectors);
        IReadOnlyList<DeclaredChain> called = calls.Called();
        var known = new NameTable<ChainSignature>();
        var project = new ProjectModel(index, connectors, python, new ChainSignatures(known));
        ILookup<string, DeclaredChain> callers = calls.Callers();
        var waiting = new Queue<DeclaredChain>(called);
        var isWaiting = new HashSet<string>(called.Select(chain => chain.Name), StringComparer.Ordinal);
        var types = new Dictionary<string, int>(StringComparer.Ordinal);

        // All that is learned comes to an end; an editor does not wait for what that overlooks.
        for (long left = (long)called.Count * (called.Count + 64); waiting.Count > 0 && left > 0; left--)
        {
            cancellationToken.ThrowIfCancellationRequested();
            DeclaredChain chain = waiting.Dequeue();
            isWaiting.Remove(chain.Name);
            if (TryBind(chain, project, options) is { } signature && known.Put(WithoutEndless(signature, known.Find(chain.Name), types)))
            {
                foreach (DeclaredChain caller in callers[chain.Name].Where(caller => callers.Contains(caller.Name) && isWaiting.Add(caller.Name)))
                {
                    waiting.Enqueue(caller);
                }
            }
        }

        ILookup<string, ChainCircle> circles = calls.FindCircles().ToLookup(circle => circle.Chain, StringComparer.Ordinal);
        var endless = new HashSet<string>(circles.SelectMany(of => of).SelectMany(circle => circle.Members), StringComparer.Ordinal);
        var ofThemselves = new HashSet<string>(OfThemselves(known, endless).Select(chain => chain.Name), StringComparer.Ordinal);
        foreach (ChainSignature chain in known.Where(chain => ofThemselves.Contains(chain.Name) || circles.Contains(chain.Name)).ToList())
        {
            known.Put(chain with { IsOfItself = ofThemselves.Contains(chain.Name), Circles = circles[chain.Name].ToEquatableArray() });
        }

        return new ChainSignatures(known) { AreSettled = waiting.Count == 0 };
    }

    /// <summary>
    /// The chains whose value is, over however many calls, their own, and not one that a mistake hides. Calls without end have no type
    /// either: that follows from it.
    /// </summary>
    private static List<ChainSignature> OfThemselves(NameTable<ChainSignature> known, HashSet<string> endless)
    {
        var found = new List<ChainSignature>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (ChainSignature start in known)
        {
            var way = new List<ChainSignature>();
            ChainSignature? next = start;
            while (next is { IsResultKnown: false } && seen.Add(next.Name))
            {
                way.Add(next);
                next = next.ResultOf is { } name ? known.Find(name) : null;
            }

            List<ChainSignature> circle = way.SkipWhile(chain => chain.Name != next?.Name).ToList();
            if (!circle.Any(chain => endless.Contains(chain.Name)))
            {
                found.AddRange(circle);
            }
        }

        return found;
    }

    /// <param name="types">How often the type of each chain has changed.</param>
    private static ChainSignature WithoutEndless(ChainSignature now, ChainSignature? before, Dictionary<string, int> types)
    {
        types.TryGetValue(now.Name, out int changes);
        if (before is not null && before.Result != now.Result)
        {
            types[now.Name] = ++changes;
        }

        return changes > MaxTypes ? now with { Result = TypeBinder.Dynamic, IsResultKnown = false } : now;
    }

    private static ChainSignature? TryBind(DeclaredChain chain, ProjectModel project, CompilationOptions options)
    {
        try
        {
            var diagnostics = new FileDiagnostics(chain.Tree, maxHints: 0);
            var types = new TypeBinder(chain.Tree.File, project.Connectors.Types, diagnostics);
            return Of(new ChainBinder(chain.Syntax, diagnostics, types, project, options).Bind());
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // A bug that the binding of the chain's own file meets too, and reports; its callers are not compiled.
            return null;
        }
    }

    private static ChainSignature Of(BoundChain chain)
    {
        // The step that gives it its value may be what could not be read.
        TypeModel? result = chain.ResultType ?? (chain.IsUnread ? TypeBinder.Dynamic : null);
        bool isKnown = result is null || !TypeBinder.IsUnknown(result);
        return new(
            chain.Name,
            chain.CSharpName,
            chain.Parameters.Select(parameter => new ParameterModel(parameter.Name, Portable(parameter.Type), Default(parameter))).ToEquatableArray(),
            result is null ? null : (isKnown ? Portable(result) : TypeBinder.Dynamic) with { IsNullable = chain.ResultMayBeAbsent },
            isKnown,
            chain.ResultOf,
            chain.HasDoubtfulParameters,
            chain.HasErrors,
            chain.IsInternal);
    }

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
