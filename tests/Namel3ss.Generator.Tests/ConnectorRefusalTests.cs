using Microsoft.CodeAnalysis;
using Namel3ss.Generator.Tests.Harness;

namespace Namel3ss.Generator.Tests;

/// <summary>What cannot be called is said at the method; chains then never meet code that does not compile.</summary>
public class ConnectorRefusalTests
{
    [Theory]
    [InlineData("N3S2050", "\"\"", "static class Owner { [Connector(\"\")] internal static void Call() { } }")]
    [InlineData("N3S2050", "\"gpt-4\"", "static class Owner { [Connector(\"gpt-4\")] internal static void Call() { } }")]
    [InlineData("N3S2050", "\"a..b\"", "static class Owner { [Connector(\"a..b\")] internal static void Call() { } }")]
    [InlineData("N3S2050", "null!", "static class Owner { [Connector(null!)] internal static void Call() { } }")]
    [InlineData("N3S2052", "Call", "static class Owner { [Connector(\"c\")] internal static void Call<T>() { } }")]
    [InlineData("N3S2052", "Call", "static class Owner<T> { [Connector(\"c\")] internal static void Call() { } }")]
    [InlineData("N3S2052", "Call", "static class Owner<T> { internal static class Inner { [Connector(\"c\")] internal static void Call() { } } }")]
    [InlineData("N3S2053", "Call", "static class Owner { [Connector(\"c\")] internal static void Call(ref int x) { } }")]
    [InlineData("N3S2053", "Call", "static class Owner { [Connector(\"c\")] internal static void Call(in int x) { } }")]
    [InlineData("N3S2053", "Call", "static class Owner { [Connector(\"c\")] internal static void Call(out int x) => x = 1; }")]
    [InlineData("N3S2053", "Call", "static class Owner { [Connector(\"c\")] internal static unsafe void Call(int* x) { } }")]
    [InlineData("N3S2053", "Call", "static class Owner { [Connector(\"c\")] internal static unsafe void Call(delegate*<void> x) { } }")]
    [InlineData("N3S2053", "Call", "static class Owner { [Connector(\"c\")] internal static void Call(ReadOnlySpan<char> x) { } }")]
    [InlineData("N3S2053", "Call", "static class Owner { [Connector(\"c\")] internal static void Call(__arglist) { } }")]
    [InlineData("N3S2054", "Call", "static class Owner { [Connector(\"c\")] static void Call() { } }")]
    [InlineData("N3S2054", "Call", "class Owner { [Connector(\"c\")] protected static void Call() { } }")]
    [InlineData("N3S2054", "Call", "class Owner { [Connector(\"c\")] private protected static void Call() { } }")]
    [InlineData("N3S2054", "Call", "file static class Owner { [Connector(\"c\")] internal static void Call() { } }")]
    [InlineData("N3S2054", "Call", "class Outer { private static class Owner { [Connector(\"c\")] internal static void Call() { } } }")]
    [InlineData("N3S2055", "Call", "struct Owner { public required int X { get; set; } [Connector(\"c\")] public void Call() { } }")]
    [InlineData("N3S2056", "Call", "interface IOwner { [Connector(\"c\")] static abstract void Call(); }")]
    [InlineData("N3S2057", "Call", "static class Owner { [Connector(\"c\")] internal static async void Call() => await Task.Yield(); }")]
    [InlineData("N3S2058", "Call", "static class Owner { static int x; [Connector(\"c\")] internal static ref int Call() => ref x; }")]
    [InlineData("N3S2058", "Call", "static class Owner { [Connector(\"c\")] internal static Span<int> Call() => default; }")]
    [InlineData("N3S2058", "Call", "static class Owner { [Connector(\"c\")] internal static unsafe int* Call() => null; }")]
    [InlineData("N3S2059", "Call", "static class Owner { static void F() { Call(); [Connector(\"c\")] static void Call() { } } }")]
    [InlineData("N3S2059", "get", "static class Owner { internal static int Call { [Connector(\"c\")] get => 1; } }")]
    [InlineData("N3S2059", "+", "class Owner { [Connector(\"c\")] public static Owner operator +(Owner a, Owner b) => a; }")]
    [InlineData("N3S2059", "Dispose", "class Owner : IDisposable { [Connector(\"c\")] void IDisposable.Dispose() { } }")]
    public void What_cannot_be_called_is_refused_at_the_method(string id, string at, string source)
    {
        Diagnostic diagnostic = Assert.Single(ConnectorLab.Diagnose(source, allowUnsafe: true));

        Assert.Equal(id, diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        FileLinePositionSpan lines = diagnostic.Location.GetLineSpan();
        Assert.Equal("/shop/Code.cs", lines.Path);
        Assert.Equal(1, lines.StartLinePosition.Line);
        Assert.Equal(at, source[lines.StartLinePosition.Character..lines.EndLinePosition.Character]);
    }

    [Theory]
    [InlineData("static class Owner { [Connector(\"c\")] internal static void Call() { } }")]
    [InlineData("class Owner { [Connector(\"c\")] protected internal static void Call() { } }")]
    [InlineData("abstract class Owner { [Connector(\"c\")] public static void Call() { } }")]
    [InlineData("class Owner { public required int X { get; set; } [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public Owner() { } [Connector(\"c\")] public void Call() { } }")]
    [InlineData("class Owner(int x) { [Connector(\"c\")] public int Call() => x; }")]
    [InlineData("class Owner { private Owner() { } [Connector(\"c\")] public void Call() { } }")]
    [InlineData("class Owner { public required int X { get; set; } [Connector(\"c\")] public void Call() { } }")]
    [InlineData("interface IOwner { [Connector(\"c\")] void Call(); }")]
    [InlineData("abstract class Owner { [Connector(\"c\")] public void Call() { } }")]
    [InlineData("abstract class Owner { [Connector(\"c\")] public abstract void Call(); }")]
    [InlineData("static class Owner { [Connector(\"c.d_1\")] internal static Task Call(params string[] values) => Task.CompletedTask; }")]
    [InlineData("static class Owner { [Connector(\"3d\")] internal static async Task Call() => await Task.Yield(); }")]
    public void What_can_be_called_is_not_refused(string source) => Assert.Empty(ConnectorLab.Diagnose(source));

    [Fact]
    public void Each_mistake_of_one_method_is_said()
    {
        Diagnostic[] diagnostics = ConnectorLab.Diagnose("static class Owner { [Connector(\"x-y\")] static async void Call<T>(ref int a, Span<T> b) { } }");

        Assert.Equal(["N3S2050", "N3S2052", "N3S2053", "N3S2053", "N3S2054", "N3S2057"], diagnostics.Select(diagnostic => diagnostic.Id).Order());
    }

    [Fact]
    public void Two_connectors_of_one_name_are_an_error_at_the_later_one_that_names_both()
    {
        TestProject project = new TestProject()
            .WithProperty("RunAnalyzers", "false")
            .WithSource("static class Late { [Namel3ss.Connector(\"c\")] internal static void Call() { } }", "b.cs")
            .WithSource("static class Early { [Namel3ss.Connector(\"c\")] internal static void Call() { } }", "a.cs");
        GeneratorRun run = project.Generate();

        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal("N3S2051", diagnostic.Id);
        Assert.Equal("/shop/b.cs", diagnostic.Location.GetLineSpan().Path);
        Assert.Equal("The connector 'c' stands for Early.Call and for Late.Call; rename one of them.", diagnostic.GetMessage());
        Assert.Equal("Early.Call", Assert.Single(run.Connectors.Connectors).Display);
    }

    [Fact]
    public void A_refused_connector_is_no_second_mistake_in_the_chain_that_calls_it()
    {
        GeneratorRun run = Guide.Project
            .WithProperty("RunAnalyzers", "false")
            .WithSource("using Namel3ss; static class Owner { [Connector(\"sentiment_analyzer\")] static int Analyze(string source) => 1; }", "Connectors.cs")
            .WithSource("class Caller { object Run() => Shop.Chains.RunFeedbackAsync(); }", "Caller.cs")
            .Generate();

        Assert.Equal("N3S2054", Assert.Single(run.Diagnostics).Id);
        Assert.Empty(run.CSharpErrors);
    }

    [Fact]
    public void An_attribute_that_does_not_compile_is_left_to_the_C_sharp_compiler() =>
        Assert.Empty(ConnectorLab.Diagnose("static class Owner { [Connector] internal static void Call() { } [Connector(3)] internal static void Other() { } }"));
}
