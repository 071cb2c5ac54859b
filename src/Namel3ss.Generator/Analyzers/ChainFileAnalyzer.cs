using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Namel3ss.Compiler.Semantics;
using Namel3ss.Generator.Project;
using Diagnostic = Namel3ss.Compiler.Diagnostics.Diagnostic;

namespace Namel3ss.Generator.Analyzers;

/// <summary>
/// Reports what is wrong in the <c>.ai</c> files, in the connectors that they call and in the project's options: in the
/// build and while somebody types. Where analyzers are turned off, the generator does it instead.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ChainFileAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => RoslynDiagnostics.All;

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            // The compiler's own rule decides who reports, whoever loaded this analyzer: never both.
            if (!new StageRunner().Options(start.Options.AnalyzerConfigOptionsProvider).Value.AnalyzersRun)
            {
                return;
            }

            var project = new ProjectReading(start.Compilation, start.Options);
            start.RegisterAdditionalFileAction(file => AnalyzeFile(file, project));
            start.RegisterSemanticModelAction(model => AnalyzeSource(model, project));
            start.RegisterCompilationEndAction(end => AnalyzeProject(end, project));
        });
    }

    private static void AnalyzeFile(AdditionalFileAnalysisContext context, ProjectReading project)
    {
        if (!ProjectFile.IsChains(context.AdditionalFile))
        {
            return;
        }

        ProjectReading.Content content = project.Get(context.CancellationToken);
        BoundFile? bound = content.Bind(context.AdditionalFile.Path, context.CancellationToken);
        SeverityOverrides severities = FileSeverities.Of(context.AdditionalFile.Path, content.Severities);
        foreach (Diagnostic diagnostic in bound?.Diagnostics ?? default)
        {
            if (severities.Apply(diagnostic) is { } reported)
            {
                context.ReportDiagnostic(reported);
            }
        }
    }

    /// <summary>Mistakes at C# methods, at the syntax tree's own place so that an editor shows them as it does C#'s.</summary>
    private static void AnalyzeSource(SemanticModelAnalysisContext context, ProjectReading project)
    {
        SyntaxTree tree = context.SemanticModel.SyntaxTree;
        foreach (Diagnostic diagnostic in project.Get(context.CancellationToken).Diagnostics)
        {
            if (tree.FilePath == diagnostic.Location.Path)
            {
                var span = new TextSpan(diagnostic.Location.Span.Start, diagnostic.Location.Span.Length);
                context.ReportDiagnostic(RoslynDiagnostics.Create(diagnostic, Location.Create(tree, span)));
            }
        }
    }

    private static void AnalyzeProject(CompilationAnalysisContext context, ProjectReading project)
    {
        foreach (Diagnostic diagnostic in project.Get(context.CancellationToken).Diagnostics)
        {
            if (string.IsNullOrEmpty(diagnostic.Location.Path))
            {
                context.ReportDiagnostic(RoslynDiagnostics.Create(diagnostic));
            }
        }
    }
}
