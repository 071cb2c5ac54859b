using Namel3ss.Compiler.Semantics;
using Namel3ss.Generator.Tests.Harness;

namespace Namel3ss.Generator.Tests;

public class ConnectorReadingTests
{
    [Fact]
    public void A_static_method_is_read_with_all_that_binding_needs()
    {
        ConnectorModel model = ConnectorLab.ReadOne(
            """
            namespace Shop
            {
                public static class SentimentAnalyzer
                {
                    [Connector("sentiment_analyzer", Inline = true, TakesPermit = false)]
                    public static int Analyze(string source, int? limit, string? note, double weight = 1.5) => 0;
                }
            }
            """);

        Assert.Equal("sentiment_analyzer", model.Name);
        Assert.Equal("global::Shop.SentimentAnalyzer", model.Owner);
        Assert.Equal("Analyze", model.Method);
        Assert.True(model.Instance == Instance.None);
        Assert.True(model.Inline);
        Assert.False(model.TakesPermit);
        Assert.Equal("SentimentAnalyzer.Analyze(string source, int? limit, string? note, double weight = 1.5)", model.Signature);
    }

    [Theory]
    [InlineData("internal static void Call(int a) { }", false)]
    [InlineData("internal static void Call(int a) { } static void Other(int a, int b) { }", false)]
    [InlineData("internal static void Call(int a) { } static void Call(int a, int b) { }", true)]
    [InlineData("internal static void Call(int a) { } static void Call<T>(int a) { }", true)]
    public void A_method_of_a_name_that_others_have_is_overloaded(string members, bool expected) =>
        Assert.Equal(expected, ConnectorLab.ReadOne($"static class Owner {{ [Connector(\"c\")] {members} }}").IsOverloaded);

    [Fact]
    public void A_method_of_a_base_class_overloads_and_one_that_is_overridden_does_not()
    {
        Assert.True(ConnectorLab.ReadOne("class Base { public void Call(string a) { } } class Owner : Base { [Connector(\"c\")] public void Call(int a) { } }").IsOverloaded);
        Assert.False(ConnectorLab.ReadOne("class Base { public virtual void Call(int a) { } } class Owner : Base { [Connector(\"c\")] public override void Call(int a) { } }").IsOverloaded);
    }

    [Theory]
    [InlineData("public override void Call(string a) { } public void Call(object a) { }", "global::Base")]
    [InlineData("public override void Call(string a) { }", null)]
    [InlineData("public override void Call(string? a) { } public void Call(object a) { }", null)]
    [InlineData("public new void Call(string a) { } public void Call(object a) { }", null)]
    public void An_overloaded_override_is_called_where_it_comes_from(string members, string? expected) =>
        Assert.Equal(expected, ConnectorLab.ReadOne(
            "\n#nullable enable\nclass Base { public virtual void Call(string a) { } } class Middle : Base { public override void Call(string a) { } }"
            + $"class Owner : Middle {{ [Connector(\"c\")] {members} }}").Overridden);

    [Fact]
    public void The_defaults_of_an_overloaded_method_are_known_as_code()
    {
        const string Parameters = "int a, string b = \"x\\n\", double c = double.NaN, decimal d = 1.50m, DayOfWeek e = (DayOfWeek)9, int? f = 3, Guid g = default, params int[] h";
        ConnectorModel model = ConnectorLab.ReadOne($"static class Owner {{ [Connector(\"c\")] internal static void Call({Parameters}) {{ }} static void Call() {{ }} }}");

        Assert.Equal(
            [null, "\"x\\n\"", "double.NaN", "1.50m", "(global::System.DayOfWeek)(9)", "(int)(3)", "default", "[]"],
            model.Parameters.Select(parameter => parameter.DefaultCode));
        Assert.All(
            ConnectorLab.ReadOne($"static class Owner {{ [Connector(\"c\")] internal static void Call({Parameters}) {{ }} }}").Parameters,
            parameter => Assert.Null(parameter.DefaultCode));
    }

    [Theory]
    [InlineData("Task", ReturnShape.Task, null)]
    [InlineData("Task<int>", ReturnShape.Task, "int")]
    [InlineData("ValueTask", ReturnShape.ValueTask, null)]
    [InlineData("ValueTask<string?>", ReturnShape.ValueTask, "string?")]
    [InlineData("IAsyncEnumerable<string>", ReturnShape.AsyncSequence, "string")]
    [InlineData("void", ReturnShape.Synchronous, null)]
    [InlineData("int", ReturnShape.Synchronous, "int")]
    [InlineData("Task<IReadOnlyList<int?>>", ReturnShape.Task, "global::System.Collections.Generic.IReadOnlyList<int?>")]
    [InlineData("IEnumerable<int>", ReturnShape.Synchronous, "global::System.Collections.Generic.IEnumerable<int>")]
    public void The_return_type_says_how_the_value_comes(string type, ReturnShape shape, string? value)
    {
        ConnectorModel model = ConnectorLab.ReadOne($"static class Owner {{ [Connector(\"c\")] internal static {type} Call() => throw new Exception(); }}");

        Assert.Equal(shape, model.Returns);
        Assert.Equal(value, model.Value?.FullName);
    }

    [Theory]
    [InlineData("class Scorer { BODY }", Instance.FromContainerOrNew, Registration.Class)]
    [InlineData("class Scorer(int depth = 3) { BODY void Use() => _ = depth; }", Instance.FromContainerOrNew, Registration.Class)]
    [InlineData("class Scorer(Uri address) { BODY void Use() => _ = address; }", Instance.FromContainer, Registration.Class)]
    [InlineData("class Scorer { internal Scorer() { } BODY }", Instance.FromContainerOrNew, Registration.Factory)]
    [InlineData("class Scorer { private Scorer() { } BODY }", Instance.FromContainer, Registration.None)]
    [InlineData("class Scorer { internal Scorer(Uri address) { } BODY }", Instance.FromContainer, Registration.None)]
    [InlineData("class Scorer { public required int Depth { get; set; } BODY }", Instance.FromContainer, Registration.None)]
    [InlineData("class Scorer { public required int Depth { get; set; } [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public Scorer() { } BODY }", Instance.FromContainerOrNew, Registration.Class)]
    [InlineData("abstract class Scorer { BODY }", Instance.FromContainer, Registration.None)]
    [InlineData("struct Scorer { BODY }", Instance.FromContainerOrNew, Registration.None)]
    [InlineData("ref struct Scorer { BODY }", Instance.New, Registration.None)]
    [InlineData("interface Scorer { BODY }", Instance.FromContainer, Registration.None)]
    public void An_instance_comes_from_whoever_can_make_it(string owner, Instance instance, Registration registration)
    {
        ConnectorModel model = ConnectorLab.ReadOne(owner.Replace("BODY", "[Connector(\"score\")] public int Score(string text) => 0;", StringComparison.Ordinal));

        Assert.Equal((instance, registration), (model.Instance, model.Registration));
        Assert.Equal(instance != Instance.New, model.UsesServices);
    }

    [Theory]
    [InlineData("\"fast\"", "\"fast\"")]
    [InlineData("\"a\\\"\\n\"", "\"a\\\"\\n\"")]
    [InlineData("null", "null")]
    [InlineData("1", "1")]
    [InlineData("1L", "(long)(1)")]
    [InlineData("(byte)1", "(byte)(1)")]
    [InlineData("'x'", "'x'")]
    [InlineData("true", "true")]
    [InlineData("typeof(List<int>)", "typeof(global::System.Collections.Generic.List<int>)")]
    [InlineData("DayOfWeek.Monday", "(global::System.DayOfWeek)(1)")]
    [InlineData("(DayOfWeek)(-1)", "(global::System.DayOfWeek)(-1)")]
    public void A_keyed_service_is_read_with_its_key(string key, string expected)
    {
        ConnectorModel model = ConnectorLab.ReadOne(
            $"static class Owner {{ [Connector(\"c\")] internal static void Call([Microsoft.Extensions.DependencyInjection.FromKeyedServices({key})] Uri uri, Uri other) {{ }} }}");

        Assert.Equal([expected, null], model.Parameters.Select(parameter => parameter.ServiceKey));
        Assert.True(model.UsesServices);
        Assert.Equal(Instance.None, model.Instance);
    }

    [Theory]
    [InlineData("object", TypeKind.Object)]
    [InlineData("dynamic", TypeKind.Object)]
    [InlineData("string", TypeKind.String)]
    [InlineData("char", TypeKind.Char)]
    [InlineData("bool", TypeKind.Boolean)]
    [InlineData("sbyte", TypeKind.SByte)]
    [InlineData("byte", TypeKind.Byte)]
    [InlineData("short", TypeKind.Int16)]
    [InlineData("ushort", TypeKind.UInt16)]
    [InlineData("int", TypeKind.Int32)]
    [InlineData("uint", TypeKind.UInt32)]
    [InlineData("long", TypeKind.Int64)]
    [InlineData("ulong", TypeKind.UInt64)]
    [InlineData("float", TypeKind.Single)]
    [InlineData("double", TypeKind.Double)]
    [InlineData("decimal", TypeKind.Decimal)]
    [InlineData("Guid", TypeKind.Guid)]
    [InlineData("Uri", TypeKind.Uri)]
    [InlineData("DateTime", TypeKind.DateTime)]
    [InlineData("DateTimeOffset", TypeKind.DateTimeOffset)]
    [InlineData("DateOnly", TypeKind.DateOnly)]
    [InlineData("TimeOnly", TypeKind.TimeOnly)]
    [InlineData("TimeSpan", TypeKind.TimeSpan)]
    [InlineData("System.Text.Json.JsonElement", TypeKind.Json)]
    [InlineData("DayOfWeek", TypeKind.Enum)]
    [InlineData("int[]", TypeKind.Sequence)]
    [InlineData("IEnumerable<int>", TypeKind.Sequence)]
    [InlineData("IReadOnlyCollection<int>", TypeKind.Sequence)]
    [InlineData("IReadOnlyList<int>", TypeKind.Sequence)]
    [InlineData("ICollection<int>", TypeKind.Sequence)]
    [InlineData("IList<int>", TypeKind.Sequence)]
    [InlineData("List<int>", TypeKind.Sequence)]
    [InlineData("IReadOnlyDictionary<string, object?>", TypeKind.OptionsMap)]
    [InlineData("Dictionary<string, object>", TypeKind.OptionsMap)]
    [InlineData("IDictionary<string, object?>", TypeKind.OptionsMap)]
    [InlineData("Dictionary<string, int>", TypeKind.Other)]
    [InlineData("int[,]", TypeKind.Other)]
    [InlineData("HashSet<int>", TypeKind.Other)]
    [InlineData("CancellationToken", TypeKind.CancellationToken)]
    [InlineData("StepContext", TypeKind.StepContext)]
    public void A_type_has_its_kind(string type, TypeKind kind) => Assert.Equal(kind, ConnectorLab.ReadType(type).Kind);

    [Theory]
    [InlineData("string?", "string?", true)]
    [InlineData("string", "string", false)]
    [InlineData("int?", "int?", true)]
    [InlineData("List<string?>", "global::System.Collections.Generic.List<string?>", false)]
    [InlineData("List<string?>?", "global::System.Collections.Generic.List<string?>?", true)]
    [InlineData("string?[]?", "string?[]?", true)]
    [InlineData("(int Count, string? Name)", "(int Count, string? Name)", false)]
    [InlineData("(Outer.Inner A, int B)?", "(global::Shop.Outer.Inner A, int B)?", true)]
    [InlineData("Outer.Inner", "global::Shop.Outer.Inner", false)]
    [InlineData("Outer.Generic<int>.Nested<string>", "global::Shop.Outer.Generic<int>.Nested<string>", false)]
    [InlineData("@class.@event", "global::Shop.@class.@event", false)]
    [InlineData("Dictionary<string, Outer.Inner?[]>", "global::System.Collections.Generic.Dictionary<string, global::Shop.Outer.Inner?[]>", false)]
    public void A_type_is_written_as_C_sharp_accepts_it_anywhere(string type, string name, bool isNullable)
    {
        TypeModel model = Assert.Single(ConnectorLab.ReadOne(
            $$"""
            namespace Shop
            {
                public class Outer { public class Inner { } public class Generic<T> { public class Nested<U> { } } }
                public class @class { public class @event { } }
                static class Owner { [Connector("c")] internal static void Call({{type}} value) { } }
            }
            """).Parameters).Type;

        Assert.Equal(name, model.FullName);
        Assert.Equal(isNullable, model.IsNullable);
    }

    [Fact]
    public void A_keyword_as_a_name_is_escaped_where_code_is_written()
    {
        ConnectorModel model = ConnectorLab.ReadOne("static class Owner { [Connector(\"c\")] internal static void @class(string @event) { } }");

        Assert.Equal("@class", model.Method);
        Assert.Equal("event", Assert.Single(model.Parameters).Name);
    }

    [Theory]
    [InlineData("string x = \"a\\\"\\u2028\"", "\"a\\\"\\u2028\"")]
    [InlineData("string? x = null", "null")]
    [InlineData("int x = -3", "-3")]
    [InlineData("int? x = 4", "4")]
    [InlineData("int? x = null", "null")]
    [InlineData("double x = 1.5", "1.5")]
    [InlineData("bool x = true", "true")]
    [InlineData("char x = '\\''", "'\\''")]
    [InlineData("DayOfWeek x = DayOfWeek.Friday", "DayOfWeek.Friday")]
    [InlineData("DayOfWeek x = (DayOfWeek)9", "(DayOfWeek)9")]
    [InlineData("DayOfWeek? x = DayOfWeek.Friday", "DayOfWeek.Friday")]
    [InlineData("Guid x = default", "default")]
    [InlineData("CancellationToken x = default", "default")]
    [InlineData("params string[] x", "[]")]
    [InlineData("string x", null)]
    public void A_default_is_shown_as_C_sharp_writes_it(string parameter, string? text)
    {
        ConnectorModel model = ConnectorLab.ReadOne($"static class Owner {{ [Connector(\"c\")] internal static void Call({parameter}) {{ }} }}");

        Assert.Equal(text, Assert.Single(model.Parameters).DefaultText);
    }

    [Fact]
    public void An_enum_has_its_members() =>
        Assert.Equal(["Calm", "Angry"], ConnectorLab.ReadType("Tone", "public enum Tone { Calm = 3, Angry = 1 }").EnumMembers.Select(member => member.Name));

    [Fact]
    public void Constructors_and_settable_members_are_read_as_far_as_generated_code_reaches_them()
    {
        TypeModel type = ConnectorLab.ReadType("Filter",
            """
            public class Base { public string? Inherited { get; set; } public virtual int Replaced { get; set; } }
            public class Filter : Base
            {
                public Filter() { }
                internal Filter(string text, int limit = 10) { }
                private Filter(int secret) { }
                public Filter(Span<char> span) { }
                public Filter(ref int reference) { }
                public required string Language { get; init; }
                public int Limit;
                public readonly int Fixed;
                public int Computed => 1;
                public int Hidden { get; private set; }
                public static int Shared { get; set; }
                public int this[int index] { get => 0; set { } }
                public override int Replaced { get; set; }
            }
            """);

        Assert.Equal(["", "string text, int limit"], type.Constructors.Select(constructor =>
            string.Join(", ", constructor.Parameters.Select(parameter => $"{parameter.Type.Display} {parameter.Name}"))));
        Assert.Equal(["Language", "Limit", "Replaced", "Inherited"], type.Settable.Select(member => member.Name));
        Assert.Equal("Language", Assert.Single(type.Settable, member => member.IsRequired).Name);
    }

    [Fact]
    public void The_copy_constructor_of_a_record_is_none_to_call() =>
        Assert.Equal(2, Assert.Single(ConnectorLab.ReadType("Pair", "public record Pair(int A, int B);").Constructors).Parameters.Count);

    [Fact]
    public void A_type_that_holds_itself_is_read_four_levels_deep()
    {
        TypeModel? type = ConnectorLab.ReadType("Node", "public class Node { public Node? Next { get; set; } }");
        int levels = 0;
        while (type is { Settable.Count: > 0 })
        {
            levels++;
            type = type.Settable[0].Type;
        }

        Assert.Equal(4, levels);
    }

    [Fact]
    public void A_type_of_many_types_of_many_members_is_read_in_bounds()
    {
        string members = string.Concat(Enumerable.Range(0, 40).Select(i => $"public T{i % 8} M{i} {{ get; set; }} = new(); "));
        string types = string.Concat(Enumerable.Range(0, 8).Select(i => $"public class T{i} {{ {members} }} "));

        Assert.InRange(Count(ConnectorLab.ReadType("T0", types)), 40, 20_000);

        static int Count(TypeModel type) => 1 + type.Settable.Sum(member => Count(member.Type));
    }

    [Theory]
    [InlineData("System.Net.Http.HttpClient")]
    [InlineData("System.Globalization.CultureInfo")]
    public void A_class_of_the_framework_is_not_taken_apart(string type) => Assert.Empty(ConnectorLab.ReadType(type).Constructors);

    [Theory]
    [InlineData("Open", true)]
    [InlineData("Closed", false)]
    [InlineData("List<Closed>", false)]
    [InlineData("Closed[]", false)]
    [InlineData("Open.Inner", false)]
    [InlineData("(Closed, int)", false)]
    [InlineData("int", true)]
    public void A_type_is_public_if_all_of_it_is(string type, bool isPublic) =>
        Assert.Equal(isPublic, ConnectorLab.ReadType(type, "public class Open { internal class Inner { } } internal class Closed { }").IsPublic);

    [Theory]
    [InlineData("using Namel3ss; static class Owner { [Connector(\"c\")] internal static void Call() { } }")]
    [InlineData("static class Owner { [Namel3ss.ConnectorAttribute(\"c\")] internal static void Call() { } }")]
    [InlineData("static class Owner { [global::Namel3ss.Connector(name: \"c\")] internal static void Call() { } }")]
    [InlineData("using Step = Namel3ss.ConnectorAttribute; static class Owner { [Step(\"c\")] internal static void Call() { } }")]
    [InlineData("global using Step = Namel3ss.ConnectorAttribute; static class Owner { [Step(\"c\")] internal static void Call() { } }")]
    [InlineData("using Namel3ss; static class Owner { const string Name = \"c\"; [Connector(Name)] internal static void Call() { } }")]
    [InlineData("using Namel3ss; static partial class Owner { [Connector(\"c\")] internal static partial void Call(); static partial class Inner { } internal static partial void Call() { } }")]
    [InlineData("using Namel3ss; interface IOwner { [Connector(\"c\")] internal static void Call() { } }")]
    [InlineData("using Namel3ss; struct Owner { [Connector(\"c\")] internal void Call() { } }")]
    public void Generator_and_analyzer_find_the_same_connectors(string source) =>
        Assert.Equal("c", Assert.Single(ConnectorLab.Read(source, isWithUsings: false)).Name);

    [Fact]
    public void Another_attribute_of_the_same_name_marks_nothing() => Assert.Empty(ConnectorLab.Read(
        "class ConnectorAttribute(string name) : System.Attribute { public string Name => name; } static class Owner { [Connector(\"c\")] internal static void Call() { } }",
        isWithUsings: false));
}
