using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Namel3ss.Compiler.Semantics;
using Namel3ss.Compiler.Text;
using Namel3ss.Generator.Connectors;

namespace Namel3ss.Generator.Tests.Harness;

/// <summary>What the generator made of a project, and the driver that would see the next edit.</summary>
internal sealed record GeneratorRun(TestProject Project, GeneratorDriver Driver, Microsoft.CodeAnalysis.Compilation Output)
{
    public GeneratorRunResult Result => Driver.GetRunResult().Results.Single();

    public ImmutableArray<Diagnostic> Diagnostics => Result.Diagnostics;

    public string[] HintNames => [.. Result.GeneratedSources.Select(source => source.HintName)];

    /// <summary>The generated files without what every project with chains gets.</summary>
    public GeneratedSourceResult[] ChainFiles =>
        [.. Result.GeneratedSources.Where(source => source.HintName is not ("Namel3ss.g.cs" or "Namel3ss.Services.g.cs" or "Namel3ss.Connectors.g.cs"))];

    /// <summary>What the C# compiler says to code and generated code together.</summary>
    public Diagnostic[] CSharpErrors =>
        [.. Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];

    public static GeneratorRun Start(TestProject project, ChainGenerator generator)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [generator.AsSourceGenerator()],
            project.Files,
            project.ParseOptions,
            project.OptionsProvider,
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        return new GeneratorRun(project, driver, project.Compile()).Run(project.Compile());
    }

    /// <summary>Runs again after an edit. What is the same object in both projects is no change for the driver, as in an IDE.</summary>
    public GeneratorRun Edit(TestProject project)
    {
        GeneratorDriver driver = Driver;
        foreach (AdditionalText file in project.Files.Where(file => !Project.Files.Contains(file)))
        {
            driver = Project.Files.FirstOrDefault(old => old.Path == file.Path) is { } old
                ? driver.ReplaceAdditionalText(old, file)
                : driver.AddAdditionalTexts([file]);
        }

        driver = driver.RemoveAdditionalTexts(
            [.. Project.Files.Where(old => project.Files.All(file => file.Path != old.Path))]);
        if (!project.Properties.SequenceEqual(Project.Properties) || project.FileOptions != Project.FileOptions)
        {
            driver = driver.WithUpdatedAnalyzerConfigOptions(project.OptionsProvider);
        }

        return new GeneratorRun(project, driver, Output).Run(project.Compile());
    }

    /// <summary>How each output of a stage came about in the last run.</summary>
    public IncrementalStepRunReason[] Reasons(string stage) =>
        [.. Result.TrackedSteps.GetValueOrDefault(stage, []).SelectMany(step => step.Outputs).Select(output => output.Reason)];

    /// <summary>The values that a stage gave.</summary>
    public T[] Values<T>(string stage) =>
        [.. Result.TrackedSteps.GetValueOrDefault(stage, []).SelectMany(step => step.Outputs).Select(output => output.Value is ProjectOutcome<T> { Value: var value } ? value : (T)output.Value)];

    public ConnectorTable Connectors => ConnectorReading.ToTable(Values<EquatableArray<ConnectorReading>>(Stages.ConnectorReadings).Single());

    private GeneratorRun Run(CSharpCompilation compilation)
    {
        GeneratorDriver driver = Driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        return this with { Driver = driver, Output = output };
    }
}
