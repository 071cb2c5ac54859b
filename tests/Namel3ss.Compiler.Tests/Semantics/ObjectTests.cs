namespace Namel3ss.Compiler.Tests.Semantics;

/// <summary>Maps of options as objects: constructors, settable members, four levels. N3S2010.</summary>
public class ObjectTests
{
    private static readonly Project Shop = Project.Of("""
        public record Window(int From, int To) { public string? Label { get; init; } public Inner? Inner { get; set; } }
        public record Inner(int Depth);
        public class Settings { public required string Name { get; init; } public required int Size; public int HTTPPort { get; set; } public int Fixed { get; } }
        public class Several { public Several() { } public Several(string a, int b = 1) { } public Several(int a, int c, int d) { } public int B { get; set; } }
        public record One(Two Two); public record Two(Three Three); public record Three(Four Four); public record Four(Five Five); public record Five(int Value);
        public struct Point { public int X; public int Y { get; set; } }
        public abstract class Abstract { public int X { get; set; } }
        window: int (Window window)
        windows: int (IReadOnlyList<Window> windows)
        settings: int (Settings settings)
        several: int (Several several)
        one: int (One one)
        point: int (Point? point)
        hidden: int (Abstract value)
        """);

    private static string Source(string connector, string option, string map) =>
        $"chain c:\n    step {connector}:\n        options:\n            {option}:\n"
        + string.Concat(map.Split('\n').Select(line => $"                {line}\n"));

    private static void AssertMakes(string connector, string option, string map, string csharp)
    {
        string source = Source(connector, option, map);
        Assert.Empty(Shop.Bind(source).Diagnostics);
        string text = Shop.Emit(source);
        Assert.Contains($"({csharp}));", text, StringComparison.Ordinal);
        Assert.Empty(Shop.Connectors.Compile(Shop.Options, text));
    }

    [Fact]
    public void Entries_go_to_the_constructor_and_the_rest_to_members() => AssertMakes(
        "window", "window", "to: 5\nlabel: a\nfrom: 1\ninner:\n    depth: 2",
        "new global::Shop.Window(To: 5, From: 1) { Label = \"a\", Inner = new global::Shop.Inner(Depth: 2) }");

    [Fact]
    public void Required_members_are_set() => AssertMakes(
        "settings", "settings", "name: a\nsize: 1\nhttp_port: 80",
        "new global::Shop.Settings() { Name = \"a\", Size = 1, HTTPPort = 80 }");

    [Theory]
    [InlineData("b: 2", "new global::Shop.Several() { B = 2 }")]
    [InlineData("a: x\nb: 2", "new global::Shop.Several(a: \"x\", b: 2)")]
    [InlineData("a: 1\nc: 2\nd: 3", "new global::Shop.Several(a: 1, c: 2, d: 3)")]
    public void The_constructor_that_fits_best_is_called(string map, string csharp) => AssertMakes("several", "several", map, csharp);

    [Fact]
    public void A_struct_is_made_by_its_members() => AssertMakes("point", "point", "x: 1\ny: 2", "new global::Shop.Point() { X = 1, Y = 2 }");

    [Fact]
    public void Lists_of_maps_are_lists_of_objects() => AssertMakes(
        "windows", "windows", "- from: 1\n  to: 2\n- to: 4\n  from: 3",
        "[new global::Shop.Window(From: 1, To: 2), new global::Shop.Window(To: 4, From: 3)]");


    [Fact]
    public void Maps_nest_four_levels_and_no_more() => Shop.AssertReports("""
        chain c:
            step one:
                options:
                    one:
                        two:
                            three:
                                four:
                                    ⟦five⟧:
                                        value: 1
        """, ("N3S2008", "'five' is Five, and a map is none; maps nest four levels deep."));

    [Fact]
    public void A_misspelt_member_is_one_error_although_another_one_is_missing() => Shop.AssertReports(
        Source("window", "window", "from: 1\n⟦tu⟧: 5\ninner:\n    depth: 1"),
        ("N3S2010", "Window has no constructor parameter and no settable member 'tu'."));

    [Theory]
    [InlineData("lable", " Did you mean 'label'?")]
    [InlineData("inners", " Did you mean 'inner'?")]
    [InlineData("until", "")]
    public void A_member_that_is_not_there_is_an_error_at_its_key(string member, string hint) => Shop.AssertReports(
        Source("window", "window", $"from: 1\nto: 2\n⟦{member}⟧: x"),
        ("N3S2010", $"Window has no constructor parameter and no settable member '{member}'.{hint}"));

    [Fact]
    public void A_suggestion_is_written_as_a_ai_file_would() => Shop.AssertReports(
        Source("settings", "settings", "name: a\nsize: 1\n⟦htp_port⟧: 80"),
        ("N3S2010", "Settings has no constructor parameter and no settable member 'htp_port'. Did you mean 'http_port'?"));

    [Fact]
    public void A_member_that_cannot_be_set_is_not_there() => Shop.AssertReports(
        Source("settings", "settings", "name: a\nsize: 1\n⟦fixed⟧: 80"),
        ("N3S2010", "Settings has no constructor parameter and no settable member 'fixed'."));

    [Fact]
    public void A_member_in_two_spellings_is_one_error() => Shop.AssertReports(
        Source("window", "window", "from: 1\nto: 2\n⟦To⟧: 3"),
        ("N3S2010", "Window has no constructor parameter and no settable member 'To'."));

    [Theory]
    [InlineData("window", "from: 1", "Window needs a value for 'to'.")]
    [InlineData("window", "label: a", "Window needs a value for 'from' and 'to'.")]
    [InlineData("settings", "size: 1", "Settings needs a value for 'name'.")]
    public void What_is_required_and_not_given_is_one_error_at_the_key(string option, string map, string message) => Shop.AssertReports(
        Source(option, $"⟦{option}⟧", map), ("N3S2010", message));

    [Fact]
    public void A_value_of_a_member_is_checked_by_the_members_type() => Shop.AssertReports(
        Source("window", "window", "from: ⟦one⟧\nto: 2\ninner:\n    depth: ⟦1.5⟧"),
        ("N3S2008", "'from' is int, and the text 'one' is none."),
        ("N3S2008", "'depth' is int, and the number 1.5 is none; it takes whole numbers from -2147483648 to 2147483647."));

    [Fact]
    public void What_is_missing_in_a_list_of_maps_is_an_error_in_its_item() => Shop.AssertReports(
        Source("windows", "windows", "- from: 1\n  to: 2\n- from: 3\n  ⟦until⟧: 4\n- ⟦label⟧: a\n  from: 1"),
        ("N3S2010", "Window has no constructor parameter and no settable member 'until'."),
        ("N3S2010", "Window needs a value for 'to'."));

    [Fact]
    public void A_type_that_cannot_be_made_takes_no_map() => Shop.AssertReports(
        Source("hidden", "⟦value⟧", "x: 1"), ("N3S2008", "'value' is Abstract, and a map is none."));
}
