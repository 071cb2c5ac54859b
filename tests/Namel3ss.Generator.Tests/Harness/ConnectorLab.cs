using Namel3ss.Compiler.Semantics;
using Namel3ss.Generator.Analyzers;
using Namel3ss.Generator.Connectors;

namespace Namel3ss.Generator.Tests.Harness;

/// <summary>Reads the connectors of a piece of C#, as generator and analyzer do, which must agree.</summary>
internal static class ConnectorLab
{
    private const string Usings = "using System; using System.Collections.Generic; using System.Threading; using System.Threading.Tasks; using Namel3ss;\n";

    public static ConnectorModel[] Read(string source, bool isWithUsings = true)
    {
        TestProject project = new TestProject().WithSource((isWithUsings ? Usings : "") + source);
        Assert.Empty(project.Compile().GetDiagnostics().Where(diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error));
        ConnectorModel[] models = [.. project.Generate().Connectors.Connectors];
        ConnectorModel[] found = [.. ConnectorReading.ToTable(ConnectorReading.Sort(ConnectorFinder.Find(project.Compile(), default))).Connectors];
        Assert.Equal(models, found);
        return models;
    }

    public static ConnectorModel ReadOne(string source) => Assert.Single(Read(source));

    /// <summary>The type of the one parameter of a static connector.</summary>
    public static TypeModel ReadType(string type, string declarations = "") =>
        Assert.Single(ReadOne($"{declarations} static class Owner {{ [Connector(\"c\")] internal static void Call({type} value) {{ }} }}").Parameters).Type;

    /// <summary>What is reported at the C# of a project that has no chains.</summary>
    public static Microsoft.CodeAnalysis.Diagnostic[] Diagnose(string source, bool allowUnsafe = false)
    {
        TestProject project = new TestProject().WithSource(Usings + source).WithProperty("RunAnalyzers", "false");
        project = project with { Options = project.Options.WithAllowUnsafe(allowUnsafe) };
        GeneratorRun run = project.Generate();
        var found = ConnectorReading.Sort(ConnectorFinder.Find(project.Compile(), default));
        Assert.Equal(ConnectorReading.Diagnose(found).Select(diagnostic => diagnostic.Message), run.Diagnostics.Select(diagnostic => diagnostic.GetMessage()));
        return [.. run.Diagnostics];
    }
}
