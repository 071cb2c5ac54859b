namespace Namel3ss.Compiler.Tests.Semantics;

/// <summary>N3S2083: numbers that nothing gives a type, and that do not stay as they are written.</summary>
public class NumberFormTests
{
    private static readonly Project Shop = new(
        Connectors.Of("rest: int (IReadOnlyDictionary<string, object?> all)\nany: int (object x)\ntyped: int (decimal x, double y)"),
        ("tool.py", "def tool(**all): pass\n"));

    [Theory]
    [InlineData("3.10", "3.1")]
    [InlineData("1.50", "1.5")]
    [InlineData("1e5", "100000")]
    [InlineData("1E-2", "0.01")]
    [InlineData("-0", "0")]
    [InlineData("0.10000000000000000000001", "0.1")]
    public void A_number_that_loses_its_form_is_a_warning(string written, string becomes)
    {
        string message = $"Nothing here says that {written} is text, so it is the number {becomes}. Write \"{written}\" to keep it as it is written, or {becomes} for the number.";

        Shop.AssertReports($"chain c:\n    step tool:\n        kind: python\n        options:\n            x: ⟦{written}⟧\n", ("N3S2083", message));
        Shop.AssertReports($"chain c:\n    step tool:\n        kind: python\n        options:\n            x: [1, ⟦{written}⟧]\n", ("N3S2083", message));
        Shop.AssertReports($"chain c:\n    step rest:\n        options:\n            x: ⟦{written}⟧\n", ("N3S2083", message));
        Shop.AssertReports($"chain c:\n    step any:\n        options:\n            x: ⟦{written}⟧\n", ("N3S2083", message));
    }

    [Theory]
    [InlineData("3.5")]
    [InlineData("12")]
    [InlineData("-7")]
    [InlineData("1.0")]
    [InlineData("\"3.10\"")]
    [InlineData("9223372036854775807")]
    [InlineData("1e300")]
    public void A_number_that_stays_is_none(string written)
    {
        Shop.AssertReportsNothing($"chain c:\n    step tool:\n        kind: python\n        options:\n            x: {written}\n");
        Shop.AssertReportsNothing($"chain c:\n    step rest:\n        options:\n            x: {written}\n");
    }

    [Fact]
    public void A_whole_number_of_any_length_stays_in_python_alone()
    {
        Shop.AssertReportsNothing("chain c:\n    step tool:\n        kind: python\n        options:\n            x: 18446744073709551616\n");
        Shop.AssertReports(
            "chain c:\n    step rest:\n        options:\n            x: ⟦18446744073709551616⟧\n",
            ("N3S2083", "Nothing here says that 18446744073709551616 is text, so it is the number 1.8446744073709552E+19. Write \"18446744073709551616\" to keep it as it is written, or 1.8446744073709552E+19 for the number."));
    }

    [Fact]
    public void Where_a_type_is_known_it_decides() =>
        Shop.AssertReportsNothing("chain c:\n    inputs:\n        n: number = 1.50\n    step typed:\n        options:\n            x: 3.10\n            y: 1e5\n");
}
