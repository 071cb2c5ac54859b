using System.Globalization;

namespace Namel3ss.Runtime.Tests.Configuration;

internal static class Cultures
{
    /// <summary>Numbers as in German: 6.234,5. Made by hand, since the build is globalisation-invariant.</summary>
    public static CultureInfo CommaAndPoint { get; } = Create();

    private static CultureInfo Create()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "~";
        return culture;
    }
}
