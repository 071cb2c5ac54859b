using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Namel3ss.Compiler;
using Namel3ss.Compiler.Text;
using Namel3ss.Generator.Project;
using Diagnostic = Namel3ss.Compiler.Diagnostics.Diagnostic;

namespace Namel3ss.Generator;

public sealed partial class ChainGenerator
{
    private readonly StageRunner _run;

    public ChainGenerator()
        : this(new StageRunner())
    {
    }

    internal ChainGenerator(StageRunner run) => _run = run;

    /// <summary>The value of a stage; that it failed, if it did, is said in any case, as a file's failure is.</summary>
    private static IncrementalValueProvider<T> ValueOf<T>(IncrementalGeneratorInitializationContext context, IncrementalValueProvider<ProjectOutcome<T>> outcome)
    {
        context.RegisterSourceOutput(outcome.Select(static (outcome, _) => outcome.Failure), static (output, failure) => Report(output, failure));
        return outcome.Select(static (outcome, _) => outcome.Value);
    }

    /// <summary>The values of a stage of many, without those that are none.</summary>
    private static IncrementalValuesProvider<T> ValuesOf<T>(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<ProjectOutcome<T?>> outcomes)
    {
        context.RegisterSourceOutput(outcomes.Select(static (outcome, _) => outcome.Failure), static (output, failure) => Report(output, failure));
        return outcomes.Where(static outcome => outcome.Value is not null).Select(static (outcome, _) => outcome.Value!);
    }

    /// <summary>A failure of a stage is said here alone, whether or not the analyzers run: they meet it too, and stay silent.</summary>
    private static void AddFile(SourceProductionContext output, Outcome<EmittedFile> file, bool canEmit)
    {
        Report(output, file.Failure);
        if (canEmit)
        {
            AddSource(output, file.Value);
        }
    }

    private static void AddSource(SourceProductionContext output, EmittedFile? file)
    {
        if (file is { Text.Length: > 0 })
        {
            output.AddSource(file.HintName, SourceText.From(file.Text, Encoding.UTF8));
        }
    }

    private static void Report(SourceProductionContext output, Diagnostic? failure)
    {
        if (failure is not null)
        {
            output.ReportDiagnostic(RoslynDiagnostics.Create(failure));
        }
    }

    private static void Report(SourceProductionContext output, EquatableArray<Diagnostic> diagnostics, SeverityOverrides? severities = null)
    {
        foreach (Diagnostic diagnostic in diagnostics)
        {
            if ((severities is null ? RoslynDiagnostics.Create(diagnostic) : severities.Apply(diagnostic)) is { } reported)
            {
                output.ReportDiagnostic(reported);
            }
        }
    }
}
