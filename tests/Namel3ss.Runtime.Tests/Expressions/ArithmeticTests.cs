using System.Globalization;
using System.Text.Json;
using Namel3ss.CompilerServices;

namespace Namel3ss.Runtime.Tests.Expressions;

public class ArithmeticTests
{
    [Fact]
    public void Integers_stay_integers_and_overflow_is_an_error()
    {
        Assert.Equal(5, Operators.Add(2, 3));
        Assert.Equal(3_000_000_000, Operators.Add(2_999_999_999, 1));
        Assert.Throws<OverflowException>(() => Operators.Add(int.MaxValue, 1));
        Assert.Throws<OverflowException>(() => Operators.Subtract(0u, 1u));
        Assert.Throws<OverflowException>(() => Operators.Multiply(long.MaxValue, 2));
        Assert.Throws<OverflowException>(() => Operators.Multiply((int?)int.MaxValue, 2));
        Assert.Throws<OverflowException>(() => Operators.Negate(int.MinValue));
        Assert.Equal(ulong.MaxValue, Operators.Add(ulong.MaxValue - 1, 1L));
        Assert.Equal(ulong.MaxValue - 1, Operators.Add(-1L, ulong.MaxValue));
        Assert.Throws<OverflowException>(() => Operators.Subtract(5L, 10ul));
    }

    [Fact]
    public void Division_is_never_integer_division()
    {
        Assert.Equal(3.5, Operators.Divide(7, 2));
        Assert.Equal(3.5, Operators.Divide(7ul, 2L));
        Assert.Equal(3.5m, Operators.Divide(7m, 2));
        Assert.Equal(3.5, Operators.Divide(Json("7"), 2));
        Assert.Equal(3.5, Operators.Divide((int?)7, 2));
        Assert.Null(Operators.Divide((int?)null, 2));
    }

    [Fact]
    public void Division_by_zero_is_an_error_for_all_but_floating_point()
    {
        Assert.Throws<DivideByZeroException>(() => Operators.Divide(1, 0));
        Assert.Throws<DivideByZeroException>(() => Operators.Divide((int?)1, 0));
        Assert.Throws<DivideByZeroException>(() => Operators.Divide(1m, 0));
        Assert.Throws<DivideByZeroException>(() => Operators.Divide(Json("1"), 0));
        Assert.Throws<DivideByZeroException>(() => Operators.Remainder(1, 0));
        Assert.Equal(double.PositiveInfinity, Operators.Divide(1.0, 0));
    }

    [Fact]
    public void Remainder_has_the_sign_of_the_left_side()
    {
        Assert.Equal(-1, Operators.Remainder(-7, 3));
        Assert.Equal(0, Operators.Remainder(int.MinValue, -1));
        Assert.Equal(0L, Operators.Remainder(long.MinValue, -1L));
        Assert.Equal(0, Operators.Remainder((int?)int.MinValue, -1));
        Assert.Null(Operators.Remainder((long?)null, -1L));
        Assert.Equal(0.5, Operators.Remainder(2.5, 2));
        Assert.Equal(1.0, Operators.Remainder(Json("7"), 3));
    }

    [Fact]
    public void Decimal_takes_a_double_by_its_fifteen_digits()
    {
        Assert.Equal(0.3m, Operators.Add(0.2m, 0.1));
        Assert.Equal(29.985m, Operators.Multiply(1.5, 19.99m));
        Assert.Null(Operators.Multiply((decimal?)null, 1.5));
        Assert.Throws<OverflowException>(() => Operators.Add(1m, double.NaN));
        Assert.Throws<OverflowException>(() => Operators.Add(1m, 1e300));
    }

    [Fact]
    public void Null_on_either_side_gives_null()
    {
        Assert.Null(Operators.Add((int?)null, 1));
        Assert.Null(Operators.Add(1.5, (int?)null));
        Assert.Null(Operators.Subtract((JsonElement?)null, 1));
        Assert.Null(Operators.Negate((double?)null));
        Assert.Equal(3, Operators.Add((int?)1, 2));
    }

    [Fact]
    public void Json_numbers_calculate_as_double_and_with_decimal_as_decimal()
    {
        Assert.Equal(3.5, Operators.Add(Json("1.5"), 2));
        Assert.Equal(-0.5, Operators.Subtract(1, Json("1.5")));
        Assert.Equal(4.0, Operators.Multiply(Json("2"), Json("2")));
        Assert.Equal(0.3m, Operators.Add(Json("0.1"), 0.2m));
        Assert.Equal(0.3m, Operators.Add(0.2m, Json("0.1")));
        Assert.Equal(-2.0, Operators.Negate(Json("2")));
        Assert.Null(Operators.Negate(Json("null")));
        Assert.Null(Operators.Add(Json("null"), 1));
        Assert.Null(Operators.Multiply(2m, Json("null")));
        Assert.Null(Operators.Divide(Json("1"), Json("null")));
    }

    [Theory]
    [InlineData("\"7\"", "'+' needs a number, but the JSON value is a text.")]
    [InlineData("[1]", "'+' needs a number, but the JSON value is an array.")]
    [InlineData("true", "'+' needs a number, but the JSON value is true.")]
    [InlineData("1e400", "'+' cannot calculate with the JSON number 1e400: it does not fit a double.")]
    [InlineData("9007199254740993", "'+' cannot calculate with the JSON number 9007199254740993: it does not fit a double.")]
    [InlineData("18446744073709551615", "'+' cannot calculate with the JSON number 18446744073709551615: it does not fit a double.")]
    public void Json_that_is_no_number_or_would_lose_digits_is_an_error_that_says_so(string json, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidOperationException>(() => Operators.Add(Json(json), 1)).Message);

    [Fact]
    public void Text_is_joined_with_values_in_their_invariant_text()
    {
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = German();
        try
        {
            Assert.Equal("ab", Operators.Add("a", "b"));
            Assert.Equal("a", Operators.Add("a", (string?)null));
            Assert.Equal("a1.5", Operators.Add("a", 1.5));
            Assert.Equal("-1.50a", Operators.Add(-1.50m, "a"));
            Assert.Equal("atrue", Operators.Add("a", true));
            Assert.Equal("a", Operators.Add("a", (int?)null));
            Assert.Equal("ax", Operators.Add("a", 'x'));
            Assert.Equal("xy", Operators.Add('x', 'y'));
            Assert.Equal("a2026-01-02", Operators.Add("a", new DateOnly(2026, 1, 2)));
            Assert.Equal("atext", Operators.Add("a", Json("\"text\"")));
            Assert.Equal("{\"a\": 1}!", Operators.Add(Json("{\"a\": 1}"), "!"));
            Assert.Equal("a", Operators.Add("a", Json("null")));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Times_and_time_spans_calculate()
    {
        var noon = new DateTime(2026, 1, 2, 12, 0, 0, DateTimeKind.Utc);
        Assert.Equal(noon.AddHours(1), Operators.Add(noon, TimeSpan.FromHours(1)));
        Assert.Equal(TimeSpan.FromHours(1), Operators.Subtract(noon.AddHours(1), noon));
        Assert.Equal(TimeSpan.FromHours(1), Operators.Subtract(new DateTimeOffset(noon.AddHours(1)), new DateTimeOffset(noon)));
        Assert.Null(Operators.Subtract((DateTimeOffset?)null, new DateTimeOffset(noon)));
    }

    /// <summary>As de-DE, which is not there in invariant globalisation: a comma in decimals.</summary>
    internal static CultureInfo German()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "~";
        culture.DateTimeFormat.ShortDatePattern = "dd.MM.yyyy";
        return culture;
    }

    internal static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;
}
