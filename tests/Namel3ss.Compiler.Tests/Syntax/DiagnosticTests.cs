using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Tests.Syntax;

/// <summary>Every mistake, at its exact span, with its whole message, and nothing else beside it.</summary>
public partial class DiagnosticTests
{
    private static readonly IReadOnlyList<DiagnosticCase> Cases =
        [
        .. LineCases.All, .. TokenCases.All, .. ValueCases.All, .. StructureCases.All, .. OperatorCases.All, .. ExpressionCases.All,
        .. TemplateCases.All, .. KeyCases.All, .. FlowCases.All, .. PlaceCases.All, .. InputCases.All, .. TextCases.All,
    ];

    public static TheoryData<string> Names => [.. Cases.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mistake_is_reported_once_and_at_its_place(string name)
    {
        DiagnosticCase one = Assert.Single(Cases, candidate => candidate.Name == name);

        Marked.AssertReports(one.Source, one.Expected);
    }

    /// <summary>Whoever does what a hint says meets no further mistake at that place.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_hint_leads_on(string name)
    {
        Marked marked = Marked.Parse(Assert.Single(Cases, candidate => candidate.Name == name).Source);
        foreach (Diagnostic diagnostic in Diagnose(marked.Text))
        {
            if (Hint().Match(diagnostic.Message) is not { Success: true, Groups: [_, { Value: var meant }] })
            {
                continue;
            }

            TextSpan span = diagnostic.Location.Span;
            string followed = marked.Text[..span.Start] + meant + marked.Text[span.End..];
            Assert.DoesNotContain(
                Diagnose(followed),
                next => next.Location.Span.Start <= span.Start + meant.Length && next.Location.Span.End >= span.Start && next.Severity == DiagnosticSeverity.Error);
        }
    }

    private static EquatableArray<Diagnostic> Diagnose(string text) =>
        Compilation.Parse(new SourceFile("a.ai", "a.ai", text)).Diagnostics;

    [System.Text.RegularExpressions.GeneratedRegex("[Dd]id you mean '(.+?)'[?]")]
    private static partial System.Text.RegularExpressions.Regex Hint();

    [Fact]
    public void Every_diagnostic_of_the_parser_has_a_case()
    {
        // These need a file of a size, all stages, or bytes: CapTests, SuppressionTests and, beside the generator, FileTests.
        string[] elsewhere = ["N3S0001", "N3S0005", "N3S0022", "N3S0023", "N3S0033", "N3S1008"];

        IEnumerable<string> missing = ReadingDiagnostics.All.Concat(ChainDiagnostics.All)
            .Select(descriptor => descriptor.Id)
            .Except(Cases.SelectMany(one => one.Expected).Select(diagnostic => diagnostic.Id))
            .Except(elsewhere);

        Assert.Empty(missing);
    }
}
