using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Namel3ss.Compiler.Tests.Semantics;

/// <summary>N3S2085 and N3S2086: what is obsolete or experimental is said where the file uses it, and nowhere in generated code.</summary>
public class NoticeTests
{
    private const string Types = """
        [Obsolete("use Client")] public class Customer { public string Name { get; set; } = ""; }
        [Obsolete] public enum Rank { Low }
        [Obsolete("no longer made", true)] public record Gone(string Name);
        [System.Diagnostics.CodeAnalysis.Experimental("SHOP1")] public record Draft(string Name);
        [Obsolete("a\nProgram.cs(1,1): warning CS9999: forged", DiagnosticId = "SHOP2")] public record Forged(string Name);
        public enum Level { Low, [Obsolete("use Low")] Least, [Obsolete("use Low", true)] None }
        public class Client { public string Name { get; set; } = ""; [Obsolete("use Name.")] public string Title { get; set; } = ""; [Obsolete("use Name", true)] public string Nick { get; set; } = ""; }
        public static class Limits { [Obsolete] public const int Most = 5; public const int Least = 1; }
        public static class Old { [Obsolete("use client"), Connector("old_method")] public static Client Load() => new(); }
        [Obsolete("use Old")] public static class Older { [Connector("old_class")] public static Client Load() => new(); }
        [Obsolete] public static class Oldest { [Connector("gives_gone")] public static Gone Load() => new(""); [Connector("takes_gone")] public static string Take(Gone gone) => ""; [Obsolete("deleted", true), Connector("gone")] public static Client Load2() => new(); }
        #pragma warning disable CS0612, CS0618
        public static class Takes { [Connector("take_rank")] public static string Take(Rank rank) => ""; [Connector("customer")] public static Customer Load() => new(); }
        #pragma warning restore CS0612, CS0618
        client: Client ()
        take: string (Level level)
        make: string (Client client)
        """;

    private static readonly Project Shop = new(Connectors.Of(Types), ("tool.py", "def tool(): pass\n"));

    [Theory]
    [InlineData("Customer", "'Customer' is obsolete: use Client.")]
    [InlineData("Customer?", "'Customer' is obsolete: use Client.")]
    [InlineData("Customer[]", "'Customer' is obsolete: use Client.")]
    [InlineData("Shop.Rank", "'Rank' is obsolete.")]
    [InlineData("Draft", "'Draft' is experimental (SHOP1).")]
    [InlineData("Forged", "'Forged' is obsolete: a<U+000A>Program.cs(1,1): warning CS9999: forged.")]
    public void A_written_type_is_a_warning_where_it_stands(string type, string message)
    {
        AssertWarns($"chain c:\n    inputs:\n        x: ⟦{type}⟧\n    step client:\n", message);
        AssertWarns($"chain c:\n    step tool:\n        kind: python\n        returns: ⟦{type}⟧\n", message);
        AssertWarns($"llm fast:\nchain c:\n    step fast:\n        prompt: a\n        returns: ⟦{type}⟧\n", message);
    }

    [Theory]
    [InlineData("    step ⟦old_method⟧:\n", "'Old.Load' is obsolete: use client.")]
    [InlineData("    step a:\n        target: ⟦old_class⟧\n", "'Older' is obsolete: use Old.")]
    [InlineData("    step client:\n    step a:\n        kind: template\n        text: \"{{ client.⟦title⟧ }}\"\n", "'Client.Title' is obsolete: use Name.")]
    [InlineData("    step a:\n        kind: template\n        text: \"{{ Limits.⟦Most⟧ }}\"\n", "'Limits.Most' is obsolete.")]
    [InlineData("    step a:\n        kind: template\n        text: \"{{ ⟦Rank⟧.Low }}\"\n", "'Rank' is obsolete.")]
    [InlineData("    step take:\n        options:\n            level: ⟦least⟧\n", "'Level.Least' is obsolete: use Low.")]
    [InlineData("    step take_rank:\n        options:\n            rank: ⟦low⟧\n", "'Rank' is obsolete.")]
    [InlineData("    step make:\n        options:\n            client:\n                name: a\n                ⟦title⟧: b\n", "'Client.Title' is obsolete: use Name.")]
    public void What_a_step_uses_is_a_warning_where_it_is_named(string steps, string message) => AssertWarns("chain c:\n" + steps, message);

    [Theory]
    [InlineData("    inputs:\n        x: ⟦Gone⟧\n    step client:\n", "'Gone' is obsolete, and can no longer be used: no longer made.")]
    [InlineData("    inputs:\n        x: \"⟦System.Collections.Generic.Dictionary<Draft, Gone>⟧\"\n    step client:\n", "'Gone' is obsolete, and can no longer be used: no longer made.")]
    [InlineData("    inputs:\n        x: list<⟦Gone⟧>\n    step client:\n", "'Gone' is obsolete, and can no longer be used: no longer made.")]
    [InlineData("    step tool:\n        kind: python\n        returns: ⟦Gone⟧\n", "'Gone' is obsolete, and can no longer be used: no longer made.")]
    [InlineData("    step ⟦gone⟧:\n", "'Oldest.Load2' is obsolete, and can no longer be used: deleted.")]
    [InlineData("    step ⟦gives_gone⟧:\n", "'Gone' is obsolete, and can no longer be used: no longer made.")]
    [InlineData("    step ⟦takes_gone⟧:\n", "'Gone' is obsolete, and can no longer be used: no longer made.")]
    [InlineData("    step client:\n    step a:\n        kind: template\n        text: \"{{ client.⟦nick⟧ }}\"\n", "'Client.Nick' is obsolete, and can no longer be used: use Name.")]
    [InlineData("    step take:\n        options:\n            level: ⟦none⟧\n", "'Level.None' is obsolete, and can no longer be used: use Low.")]
    [InlineData("    step make:\n        options:\n            client:\n                ⟦nick⟧: b\n", "'Client.Nick' is obsolete, and can no longer be used: use Name.")]
    public void What_nobody_may_use_is_an_error_there(string text, string message)
    {
        Shop.AssertReports("chain c:\n" + text, ("N3S2086", message));
        AssertSilentCode("chain c:\n" + text);
    }

    /// <summary>As in C#, where <c>var x = Load();</c> names no type.</summary>
    [Fact]
    public void A_type_that_the_file_does_not_name_is_no_warning()
    {
        const string Source = "chain c:\n    step customer:\n    step a:\n        kind: template\n        text: \"{{ customer.name }}\"\n";

        Shop.AssertReportsNothing(Source);
        AssertSilentCode(Source);
    }

    [Fact]
    public void A_comment_of_the_file_silences_it() => Shop.AssertReportsNothing("""
        chain c:
            inputs:
                # n3-disable N3S2085
                x: Customer
            step old_method:  # n3-disable N3S2085 until the shop is moved
            step a:
                kind: template
                text: "{{ old_method.title }}" # n3-disable N3S2085
        """);

    /// <summary>The analyzers of trimming and native AOT look at generated code, too; what they find is the project's to mend.</summary>
    [Fact]
    public void What_trimming_takes_away_is_said_of_generated_code()
    {
        SyntaxTree file = CSharpSyntaxTree.ParseText(Shop.Emit("chain c:\n    step client:\n"));
        ILookup<bool, string> pragmas = file.GetRoot().DescendantTrivia()
            .Select(trivia => trivia.GetStructure())
            .OfType<PragmaWarningDirectiveTriviaSyntax>()
            .ToLookup(pragma => pragma.DisableOrRestoreKeyword.IsKind(SyntaxKind.RestoreKeyword), pragma => string.Join(' ', pragma.ErrorCodes));

        Assert.Equal([""], pragmas[false]);
        Assert.Equal(["IL2026 IL3000 IL3002 IL3050"], pragmas[true]);
    }

    [Fact]
    public void Constructors_that_nobody_may_use_are_not_called()
    {
        Project project = Project.Of("""
            public class Thing { public Thing(string name) { } [Obsolete("", true)] public Thing(int size, int weight) { } }
            public class Desk { [Obsolete("", true)] internal Desk() { } [Connector("desk")] public string Sit() => ""; }
            take: string (Thing thing)
            """);

        project.AssertReports(
            "chain c:\n    step take:\n        options:\n            thing:\n                ⟦size⟧: 1\n                ⟦weight⟧: 2\n",
            ("N3S2010", "Thing has no constructor parameter and no settable member 'size'."),
            ("N3S2010", "Thing has no constructor parameter and no settable member 'weight'."));
        AssertSilentCode("chain c:\n    step desk:\n", project);
    }

    private static void AssertWarns(string source, string message)
    {
        Shop.AssertReports(source, ("N3S2085", message));
        AssertSilentCode(source);
    }

    private static void AssertSilentCode(string marked, Project? project = null)
    {
        string source = marked.Replace("⟦", "", StringComparison.Ordinal).Replace("⟧", "", StringComparison.Ordinal);
        Project shop = project ?? Shop;
        Assert.DoesNotContain(
            shop.Connectors.CompileAsTheyAre(shop.Options, shop.Emit(source), shop.EmitServices(source)),
            found => !found.IsSuppressed && found.Location.SourceTree?.FilePath.Length > 0);
    }
}
