using Microsoft.CodeAnalysis;
using Namel3ss.Compiler.Semantics;
using Namel3ss.Generator.Tests.Harness;

namespace Namel3ss.Generator.Tests;

/// <summary>Members in expressions: what is wrong is told in the file, and what C# takes is never refused.</summary>
public class MemberTests
{
    private const string Types = """
        global using System.Collections.Generic;
        using System;
        using System.Text.Json;
        using Namel3ss;

        namespace Shop
        {
            public enum Urgency { Low, Critical }

            public interface IHasId { int Id { get; } }
            public interface IOrder : IHasId { string Text { get; } }

            public abstract class Entity { public Guid Key { get; init; } protected int Secret; internal int Internal { get; set; } public virtual int Version => 1; }

            public class Feedback : Entity, IOrder
            {
                public int Id { get; set; }
                public string Text { get; set; } = "";
                public string? Title { get; set; }
                public int Score;
                public DateTime Sent { get; set; }
                public DateTime? Read { get; set; }
                public Urgency Urgency { get; set; }
                public Feedback? Parent { get; set; }
                public IReadOnlyList<Feedback> Replies { get; set; } = [];
                public Feedback[] Copies = [];
                public Dictionary<string, int> Counts { get; set; } = [];
                public (int From, int To) Range { get; set; }
                public JsonElement Raw { get; set; }
                public dynamic? Loose { get; set; }
                public Box<Feedback> Boxed { get; set; } = new();
                public Partial Partial { get; set; } = new();
                public Point Point { get; set; }
                public Point? MaybePoint { get; set; }
                public bool IsOpen { get; set; }
                public override int Version => 2;
                public int this[int index] => index;
                public int WriteOnly { set { } }
                private int Hidden { get; set; }
                public string lower { get; set; } = "";
                public string GetText() => Text;
            }

            public class Box<T> { public T? Value { get; set; } public Box<Box<T>>? Larger { get; set; } }
            public record struct Point(int X, int Y);
            public partial class Partial { public int Known { get; set; } }

            public class Limits { public const int Most = 5; public static Limits Default { get; } = new(); public int Size => 3; public class Inner { public const int Deep = 1; } }

            public static class Extensions { extension(Feedback feedback) { public string Shown => feedback.Text; } extension(Urgency) { public static Urgency Usual => Urgency.Low; } }

            public static class Connectors
            {
                [Connector("load")] public static Feedback Load() => new();
                [Connector("order")] public static IOrder Order() => new Feedback();
                [Connector("all")] public static IReadOnlyList<Feedback> All() => [];
                [Connector("pair")] public static (int Count, string Name) Pair() => (1, "");
                [Connector("loose")] public static dynamic Loose() => 1;
                [Connector("show")] public static string Show(string text) => text;
            }
        }

        namespace Shop.Other { public class Feedback { public int Else { get; set; } } }
        """;

    private static TestProject Project(string steps) => new TestProject()
        .WithSource(Types)
        .WithProperty("RunAnalyzers", "false")
        .WithFile("a.ai", $$"""
            chain c:
                inputs:
                    given: Feedback
                    level: Urgency
                    maybe: Feedback?
                    many: list<Feedback>
                    names: "List<string>"
                    message: text
                    other: Shop.Other.Feedback
                    when: "System.DateTime?"
                step feedback:
                    target: load
                step order:
                    target: order
                step list:
                    target: all
                step pair:
                    target: pair
                step loose:
                    target: loose
                step parsed:
                    target: load
            {{steps}}
            """);

    private static string Template(string expression) => $$$"""
            step shown:
                kind: template
                text: "> {{ {{{expression}}} }}"
        """;

    private static Diagnostic[] Diagnose(string steps)
    {
        GeneratorRun run = Project(steps).Generate();
        return [.. run.Diagnostics, .. run.CSharpErrors];
    }

    [Theory]
    [InlineData("feedback.text")]
    [InlineData("feedback.Text")]
    [InlineData("feedback.score + 1")]
    [InlineData("feedback.lower")]
    [InlineData("feedback.key")]
    [InlineData("feedback.version")]
    [InlineData("feedback.internal")]
    [InlineData("feedback.sent.year")]
    [InlineData("feedback.read?.year")]
    [InlineData("feedback.read.has_value")]
    [InlineData("feedback.read.value.year")]
    [InlineData("feedback.read ?? feedback.sent")]
    [InlineData("feedback.text.length")]
    [InlineData("feedback.title?.length ?? 0")]
    [InlineData("feedback.title ?? 'none'")]
    [InlineData("feedback.title + feedback.urgency")]
    [InlineData("feedback.parent?.parent?.parent?.score ?? 0")]
    [InlineData("feedback.parent?.parent.score ?? 0")]
    [InlineData("feedback.parent?.sent.year ?? 0")]
    [InlineData("feedback.parent?.is_open")]
    [InlineData("feedback.parent?.is_open or feedback.is_open")]
    [InlineData("feedback.parent.parent.parent.parent.parent.parent.parent.parent.parent.parent.text")]
    [InlineData("feedback.replies[0].score")]
    [InlineData("feedback.replies.count")]
    [InlineData("feedback.copies.length")]
    [InlineData("feedback.copies[0].parent?.text")]
    [InlineData("feedback.counts.count")]
    [InlineData("feedback.counts['a']")]
    [InlineData("feedback.counts")]
    [InlineData("feedback.range.from + feedback.range.item2")]
    [InlineData("feedback.raw.anything.goes")]
    [InlineData("feedback.loose.anything.goes")]
    [InlineData("feedback.boxed.value.text")]
    [InlineData("feedback.boxed.larger.value.value.text")]
    [InlineData("feedback.partial.known")]
    [InlineData("feedback.point.x * feedback.point.y")]
    [InlineData("feedback.maybe_point?.x")]
    [InlineData("feedback.maybe_point.value.x")]
    [InlineData("feedback.urgency == Urgency.Critical")]
    [InlineData("feedback.urgency == Urgency.critical")]
    [InlineData("feedback.urgency == Shop.Urgency.Low")]
    [InlineData("level == Urgency.Usual")]
    [InlineData("level")]
    [InlineData("Limits.Most + Limits.Default.Size + Limits.Inner.Deep")]
    [InlineData("System.Int32.MaxValue")]
    [InlineData("feedback.shown")]
    [InlineData("order.id")]
    [InlineData("order.text")]
    [InlineData("list[0].text + list.count")]
    [InlineData("pair.count + pair.item1")]
    [InlineData("loose.what.ever")]
    [InlineData("given.parent?.text")]
    [InlineData("maybe?.title?.length")]
    [InlineData("many[0].replies[0].text")]
    [InlineData("many.count")]
    [InlineData("names.count")]
    [InlineData("names[0].length")]
    [InlineData("message.length")]
    [InlineData("other.else")]
    [InlineData("when?.year ?? 0")]
    [InlineData("when.has_value")]
    [InlineData("'at ' + many + feedback.replies + level + feedback")]
    [InlineData("json(feedback.replies)")]
    public void What_csharp_takes_is_taken(string expression) => Assert.Empty(Diagnose(Template(expression)));

    [Theory]
    [InlineData("feedback.scor", "scor", "N3S2014: Feedback has no member 'scor'. Did you mean 'score'?")]
    [InlineData("feedback.parent?.tilte", "tilte", "N3S2014: Feedback has no member 'tilte'. Did you mean 'title'?")]
    [InlineData("feedback.parent.parent.sent.yaer", "yaer", "N3S2014: DateTime has no member 'yaer'. Did you mean 'year'?")]
    [InlineData("feedback.secret", "secret", "N3S2014: Feedback has no member 'secret'.")]
    [InlineData("feedback.hidden", "hidden", "N3S2014: Feedback has no member 'hidden'.")]
    [InlineData("feedback.write_only", "write_only", "N3S2014: Feedback has no member 'write_only'.")]
    [InlineData("feedback.get_text", "get_text", "N3S2014: Feedback has no member 'get_text'.")]
    [InlineData("feedback.copies.count", "count", "N3S2014: Feedback[] has no member 'count'.")]
    [InlineData("feedback.point.z", "z", "N3S2014: Point has no member 'z'.")]
    [InlineData("feedback.text.lenght", "lenght", "N3S2014: string has no member 'lenght'. Did you mean 'length'?")]
    [InlineData("feedback.read.yaer", "yaer", "N3S2014: DateTime has no member 'yaer'. Did you mean 'year'?")]
    [InlineData("feedback.boxed.valeu", "valeu", "N3S2014: Box<Feedback> has no member 'valeu'. Did you mean 'value'?")]
    [InlineData("order.idd", "idd", "N3S2014: IOrder has no member 'idd'. Did you mean 'id'?")]
    [InlineData("list.cuont", "cuont", "N3S2014: IReadOnlyList<Feedback> has no member 'cuont'. Did you mean 'count'?")]
    [InlineData("pair.nmae", "nmae", "N3S2014: (int Count, string Name) has no member 'nmae'. Did you mean 'name'?")]
    [InlineData("given.titel", "titel", "N3S2014: Feedback has no member 'titel'. Did you mean 'title'?")]
    [InlineData("many[0].titel", "titel", "N3S2014: Feedback has no member 'titel'. Did you mean 'title'?")]
    [InlineData("names[0].lenght", "lenght", "N3S2014: string has no member 'lenght'. Did you mean 'length'?")]
    [InlineData("other.text", "text", "N3S2014: Feedback has no member 'text'.")]
    [InlineData("message.lenght", "lenght", "N3S2014: string has no member 'lenght'. Did you mean 'length'?")]
    [InlineData("level == Urgency.Critcal", "Critcal", "N3S2014: Urgency has no member 'Critcal'. Did you mean 'Critical'?")]
    [InlineData("Limits.Default.Sise", "Sise", "N3S2014: Limits has no member 'Sise'. Did you mean 'size'?")]
    [InlineData("feedback.text * 2", "feedback.text * 2", "N3S2018: '*' cannot join string and int.")]
    [InlineData("feedback.score or level", "feedback.score", "N3S2019: A condition is true or false, but this is int; compare it with something, as in 'x > 0'.")]
    [InlineData("feedback.title ?? 3", "feedback.title ?? 3", "N3S2018: '??' cannot join string? and int.")]
    public void What_no_type_has_is_told_at_its_place(string expression, string at, string expected)
    {
        TestProject project = Project(Template(expression));
        Diagnostic first = project.Generate().Diagnostics[0];

        Assert.Equal(expected, $"{first.Id}: {first.GetMessage()}");
        Assert.Equal(at, Text(project, first));
    }

    [Theory]
    [InlineData("1[feedback] ?? feedback.title")]
    [InlineData("feedback.urgency + 1 ?? feedback.title")]
    [InlineData("1[feedback]")]
    [InlineData("feedback.parent.partial.generated")]
    public void What_C_sharp_refuses_left_of_coalescing_is_told_once(string expression) => Assert.Single(Diagnose(Template(expression)));

    [Fact]
    public void Nothing_is_told_of_a_type_that_another_generator_may_complete()
    {
        Diagnostic[] found = Diagnose(Template("feedback.partial.generated"));

        Assert.Equal("CS1061", Assert.Single(found).Id);
    }

    [Fact]
    public async Task The_analyzer_says_the_same()
    {
        TestProject project = Project(Template("feedback.scor"));

        Assert.Equal(
            Assert.Single(project.Generate().Diagnostics).GetMessage(),
            Assert.Single(await project.WithProperty("RunAnalyzers", "true").AnalyzeAsync()).GetMessage());
    }

    [Fact]
    public void Members_are_checked_wherever_an_expression_stands()
    {
        Diagnostic[] found = Diagnose("""
                step one:
                    target: show
                    if: feedback.opn
                    for_each: feedback.repl
                    options:
                        text: "{{ item.txt }}"
                if feedback.scor > 1:
                    step two:
                        target: show
                        options:
                            text: "{{ feedback.titel }}"
                for reply in feedback.replies:
                    step three:
                        target: show
                        options:
                            text: "{{ reply.tilte }}"
                while feedback.isopn:
                    max_iterations: 3
                    step four:
                        target: order
            """);

        Assert.Equal(
            ["'opn'", "'repl'", "'scor'", "'titel'", "'tilte'", "'isopn'"],
            found.Select(diagnostic => diagnostic.GetMessage().Split(' ').First(word => word.StartsWith('\'')).TrimEnd('.')));
    }

    [Fact]
    public void A_type_with_the_name_of_another_is_not_taken_for_it()
    {
        // Only Shop.Other.Feedback is given by a connector; 'Feedback' in the file is Shop.Feedback all the same.
        TestProject project = new TestProject().WithProperty("RunAnalyzers", "false")
            .WithSource("""
                using Namel3ss;
                namespace Shop { public class Feedback { public int Here { get; set; } } }
                namespace Shop.Other { public class Feedback { public int There { get; set; } } public static class C { [Connector("load")] public static Feedback Load() => new(); } }
                """)
            .WithFile("a.ai", """
                chain c:
                    inputs:
                        given: Feedback
                    step load:
                        target: load
                    step text:
                        kind: template
                        text: "{{ given.here }} {{ load.there }}"
                """);
        GeneratorRun run = project.Generate();

        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.CSharpErrors);
    }

    [Fact]
    public void Only_types_along_the_members_that_files_read_are_read()
    {
        Assert.Equal(
            ["global::Shop.Feedback", "global::Shop.IOrder", "global::System.Collections.Generic.IReadOnlyList<global::Shop.Feedback>"],
            Names("feedback.score").Where(name => name.Contains("Shop", StringComparison.Ordinal) && !name.Contains("Other", StringComparison.Ordinal) && !name.Contains("Urgency", StringComparison.Ordinal)));
        Assert.Contains("global::Shop.Box<global::Shop.Feedback>", Names("feedback.boxed.value"));
        Assert.InRange(Names("feedback.boxed.larger.larger.larger").Length, 10, 60);

        static string[] Names(string expression) => [.. Project(Template(expression)).Generate().Values<TypeTable>(Stages.Types).Single().Types.Select(type => type.Name)];
    }

    [Fact]
    public void A_constant_without_its_type_is_left_to_csharp() =>
        Assert.Equal(["CS0246"], Diagnose(Template("level == Urgncy.Critical")).Select(diagnostic => diagnostic.Id));

    [Fact]
    public void An_older_language_has_no_extensions_to_look_for()
    {
        TestProject project = Project(Template("feedback.scor")).WithSource(Types[..Types.IndexOf("    public static class Extensions", StringComparison.Ordinal)]
            + Types[Types.IndexOf("    public static class Connectors", StringComparison.Ordinal)..]);
        project = project with { ParseOptions = project.ParseOptions.WithLanguageVersion(Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp12) };

        Assert.Equal("N3S2014", Assert.Single(project.Generate().Diagnostics).Id);
    }

    private static string Text(TestProject project, Diagnostic diagnostic) =>
        project.Files[0].GetText()!.ToString(diagnostic.Location.SourceSpan);
}
