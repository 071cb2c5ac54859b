using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>Gives the names of a file their meaning: chains, steps, connectors, chat models, types.</summary>
internal sealed class Binder(SyntaxTree tree, ProjectModel project, CompilationOptions options)
{
    private readonly FileDiagnostics _diagnostics = new(tree);

    public BoundFile Bind(CancellationToken cancellationToken)
    {
        var types = new TypeBinder(tree.File, project.Connectors.Types, _diagnostics);
        var chains = new List<BoundChain>();
        for (int i = 0; i < tree.Chains.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ChainSyntax syntax = tree.Chains[i];
            if (syntax.Name.Text.Length == 0)
            {
                continue;
            }

            // A chain that does not own its name gets no member, but its own mistakes are reported all the same.
            bool isOwner = IsOwner(syntax, i);
            FileDiagnostics diagnostics = syntax.IsMisplaced ? _diagnostics.Discarded() : _diagnostics;
            BoundChain chain = new ChainBinder(syntax, diagnostics, types, project, options).Bind();
            if (isOwner)
            {
                chains.Add(chain);
            }
        }

        EquatableArray<BoundLlm> llms = new LlmBinder(tree, project.Index.Llms, project.Connectors, _diagnostics).Bind();
        return new BoundFile(
            tree.File.SymbolPath,
            tree.File.RelativePath,
            tree.File.Checksum,
            types.Aliases.ToEquatableArray(),
            chains.ToEquatableArray(),
            llms,
            _diagnostics.All.ToEquatableArray());
    }

    /// <summary>Of several chains with one name the first gets the member; the others are told of it.</summary>
    private bool IsOwner(ChainSyntax syntax, int ordinal)
    {
        ChainEntry? entry = project.Index.Find(CSharpNames.ToPascalCase(syntax.Name.Text));
        if (entry is null || (entry.RelativePath == tree.File.RelativePath && entry.Ordinal == ordinal))
        {
            return true;
        }

        _diagnostics.Add(NameDiagnostics.DuplicateChain(
            _diagnostics.At(syntax.Name.Span), syntax.Name.Text, entry.Name, entry.RelativePath, entry.Line ?? 1));
        return false;
    }
}
