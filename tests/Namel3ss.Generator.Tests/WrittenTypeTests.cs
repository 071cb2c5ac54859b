using Microsoft.CodeAnalysis;
using Namel3ss.Generator.Tests.Harness;

namespace Namel3ss.Generator.Tests;

/// <summary>C# types that <c>.ai</c> files write: values of them, and what is said when they are wrong.</summary>
public class WrittenTypeTests
{
    private static TestProject Project(string chains) => new TestProject()
        .WithProperty("RunAnalyzers", "false")
        .WithSource("""
            using Namel3ss;
            namespace Shop;
            public enum Level { Low, VeryHigh }
            public static class C
            {
                [Connector("rate")] public static string Rate(Level level, System.DateOnly? day) => $"{level} {day}";
            }
            """)
        .WithFile("a.ai", chains);

    [Fact]
    public void Values_of_written_types_are_read_as_those_of_connectors()
    {
        GeneratorRun run = Project("""
            chain rated:
                inputs:
                    level: Level = very_high
                    other: "Shop.Level?" = null
                    levels: list<Level> = [low, VeryHigh]
                    day: System.DateOnly = 2026-11-23
                    pause: System.TimeSpan? = 90s
                    price: decimal = 1.5
                    big: long = 5000000000
                step rate:
            chain rates:
                step rated:
                    kind: chain
                    options:
                        level: low
                        levels: [very_high]
                        day: "2026-11-24"
            """).Generate();

        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.CSharpErrors);
    }

    [Fact]
    public void A_member_that_a_written_enum_has_not_is_told_with_those_that_it_has()
    {
        GeneratorRun run = Project("""
            chain rated:
                inputs:
                    level: Level = hihg
                step rate:
                    options:
                        day: null
            """).Generate();

        Assert.Equal("'level' is Level, and the text 'hihg' is none; its members are Low, VeryHigh.", Assert.Single(run.Diagnostics).GetMessage());
        Assert.Empty(run.CSharpErrors);
    }

    /// <summary>The C# compiler runs no analyzer, which is where mistakes of files are reported, after an error in a declaration.</summary>
    [Fact]
    public void A_type_that_does_not_exist_hides_no_other_mistake()
    {
        GeneratorRun run = Project("""
            chain rated:
                inputs:
                    first: Missing
                    second: list<Level>
                    third: Level? = 3
                timeot: 5
                step rate:
                    kind: python
                    returns: Absent
            llm fast:
            chain whole:
                step asked:
                    kind: llm
                    target: fast
                    prompt: "Hello"
                    returns: Absent
            """).Generate();

        Assert.Equal(["N3S2008", "N3S1002", "N3S2002"], run.Diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).Select(diagnostic => diagnostic.Id));
        Assert.DoesNotContain(run.Output.GetDeclarationDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.Equal(
            [("CS0246", "a.ai", 2), ("CS0246", "a.ai", 8)],
            run.CSharpErrors.Select(error => (error.Id, Path.GetFileName(error.Location.GetMappedLineSpan().Path), error.Location.GetMappedLineSpan().StartLinePosition.Line)));
    }

    [Fact]
    public void A_type_that_alone_is_wrong_is_an_error_at_its_place()
    {
        GeneratorRun run = Project("""
            chain rated:
                inputs:
                    level: Levl
                step rate:
                    options:
                        day: null
            """).Generate();

        Assert.Empty(run.Diagnostics);
        Assert.Equal(("CS0246", 2), (Assert.Single(run.CSharpErrors).Id, run.CSharpErrors[0].Location.GetMappedLineSpan().StartLinePosition.Line));
    }

    [Theory]
    [InlineData("CS0618", 1)]
    [InlineData("SHOP1", 1)]
    [InlineData("SHOP2", 1)]
    [InlineData("", 2)]
    public void What_the_project_tells_C_sharp_not_to_say_of_its_types_is_not_said_here(string silenced, int told)
    {
        TestProject project = Project("""
            chain rated:
                inputs:
                    old: Old
                    draft: Draft
                step rate:
                    options:
                        day: null
            """);
        project = project with { Options = project.Options.WithSpecificDiagnosticOptions([KeyValuePair.Create(silenced.Length > 0 ? silenced : "X", ReportDiagnostic.Suppress)]) };
        project = silenced == "SHOP2"
            ? project.WithSource("namespace Shop; [System.Obsolete(\"old\", DiagnosticId = \"SHOP2\")] public record Old; [System.Diagnostics.CodeAnalysis.Experimental(\"SHOP1\")] public record Draft;", "Types.cs")
            : project.WithSource("namespace Shop; [System.Obsolete(\"old\")] public record Old; [System.Diagnostics.CodeAnalysis.Experimental(\"SHOP1\")] public record Draft;", "Types.cs");
        GeneratorRun run = project.Generate();

        Assert.Equal(told, run.Diagnostics.Count(diagnostic => diagnostic.Id == "N3S2085"));
        Assert.Empty(run.CSharpErrors);
    }
}
