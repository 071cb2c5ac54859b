using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

string path = typeof(Program).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(mark => mark.Key == "Generator").Value!;
var generator = (IIncrementalGenerator)Activator.CreateInstance(Assembly.LoadFrom(path).GetType("Namel3ss.Generator.ChainGenerator", throwOnError: true)!)!;

ImmutableArray<AdditionalText> files = [.. Enumerable.Range(0, 20).Select(i => new ChainFile($"/shop/{i}.ai", $"chain c{i}:\n    step s:\n        kind: template\n        text: a\n"))];
CSharpCompilation project = CSharpCompilation.Create(
    "Shop",
    references: ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(assembly => MetadataReference.CreateFromFile(assembly)),
    options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
GeneratorDriver driver = CSharpGeneratorDriver.Create(
    [generator.AsSourceGenerator()], files, driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
driver = driver.RunGenerators(project);
Show("opened");
driver = driver.RemoveAdditionalTexts([files[0]]).RunGenerators(project);
Show("first file taken out");

void Show(string edit)
{
    GeneratorRunResult run = driver.GetRunResult().Results.Single();
    foreach (string stage in new[] { "Parse", "Bind", "Emit" })
    {
        int changed = run.TrackedSteps[stage].SelectMany(step => step.Outputs).Count(output => output.Reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified);
        Console.WriteLine($"{edit}: {stage} gave {changed} new values");
    }
}

internal sealed class ChainFile(string path, string text) : AdditionalText
{
    public override string Path => path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
}
