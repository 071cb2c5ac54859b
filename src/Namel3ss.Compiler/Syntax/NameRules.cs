using System.Globalization;
using System.Text;
using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>
/// Names are ASCII identifiers: letters of other scripts that look alike, and marks that cannot be seen, would make
/// two names look the same.
/// </summary>
internal sealed class NameRules(DiagnosticBag diagnostics)
{
    /// <summary>Cyrillic letters, then Greek ones, that look like a Latin letter: the one at the same place in <see cref="Latin"/>.</summary>
    private const string LookAlikes =
        "\u0430\u0435\u043E\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04BB\u0501\u051B\u051D\u0410\u0412\u0415\u041A\u041C\u041D\u041E\u0420\u0421\u0422\u0425\u0423\u0405\u0406\u0408"
        + "\u03B1\u03BF\u03BD\u0391\u0392\u0395\u0396\u0397\u0399\u039A\u039C\u039D\u039F\u03A1\u03A4\u03A5\u03A7";

    private const string Latin = "aeopcyxijshdqwABEKMHOPCTXYSIJ" + "aovABEZHIKMNOPTYX";

    /// <summary>The name, its text empty if it is none, which is then reported.</summary>
    /// <param name="what">What it names, as messages write it.</param>
    /// <param name="isPath">It may be several identifiers with dots between them.</param>
    public NameSyntax Check(TextSpan span, string text, bool isQuoted, string what, bool isPath = false)
    {
        bool isGood = ReportForeign(ContentSpan(span, text, isQuoted), text) == false && ReportInvalid(span, text, isQuoted, what, isPath) == false;
        return new NameSyntax(span, isGood ? text : "", isQuoted);
    }

    /// <summary>Reports the first character that no name, key or keyword can have; false if there is none.</summary>
    public bool ReportForeign(TextSpan span, string text)
    {
        int index = FindForeign(text);
        if (index < 0)
        {
            return false;
        }

        int length = char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]) ? 2 : 1;
        // In a string with escapes, the text does not stand in the file as it is.
        TextSpan at = span.Length == text.Length ? new TextSpan(span.Start + index, length) : span;
        int code = length == 2 ? char.ConvertToUtf32(text[index], text[index + 1]) : text[index];
        int pair = LookAlikes.IndexOf(text[index]);
        char? latin = pair >= 0 ? Latin[pair] : null;
        diagnostics.Report(ReadingDiagnostics.ForeignCharacter(
            diagnostics.Locate(at), text, code, IsVisible(text, index) ? text.Substring(index, length) : null, latin));
        return true;
    }

    public static bool IsIdentifier(string text) => text.Length > 0 && !IsDigit(text[0]) && text.All(IsIdentifierPart);

    public static bool IsIdentifierPart(char c) => c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or '_' || IsDigit(c);

    /// <summary>C# names, of types and members, may have the letters of any script.</summary>
    public static bool IsCSharpIdentifierPart(char c, bool isFirst) => c == '_' || CharUnicodeInfo.GetUnicodeCategory(c) switch
    {
        UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => true,
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => !isFirst,
        _ => false,
    };

    private bool ReportInvalid(TextSpan span, string text, bool isQuoted, string what, bool isPath)
    {
        string[] parts = isPath ? text.Split('.') : [text];
        if (parts.All(part => part.Length > 0 && part.All(IsIdentifierPart)))
        {
            if (isQuoted || !parts.Any(part => IsDigit(part[0])))
            {
                return false;
            }

            diagnostics.Report(ReadingDiagnostics.NameStartsWithDigit(diagnostics.Locate(span), text, what));
            return true;
        }

        Location at = diagnostics.Locate(span);
        diagnostics.Report(isPath && !isQuoted
            ? ReadingDiagnostics.InvalidTarget(at, text)
            : ReadingDiagnostics.InvalidName(at, text, what, Repair(text)));
        return true;
    }

    /// <summary>A name like the text that is one, to show in the message; null if nothing is left of it.</summary>
    private static string? Repair(string text)
    {
        var result = new StringBuilder();
        foreach (char c in text)
        {
            result.Append(IsIdentifierPart(c) ? c : '_');
        }

        string name = result.ToString().Trim('_');
        return name.Length == 0 || IsDigit(name[0]) ? null : name;
    }

    private static int FindForeign(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is < ' ' or > '~')
            {
                return i;
            }
        }

        return -1;
    }

    private static TextSpan ContentSpan(TextSpan span, string text, bool isQuoted) =>
        isQuoted && span.Length == text.Length + 2 ? new TextSpan(span.Start + 1, text.Length) : span;

    private static bool IsVisible(string text, int index) => CharUnicodeInfo.GetUnicodeCategory(text, index) is
        UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.OtherSymbol
        or UnicodeCategory.DashPunctuation or UnicodeCategory.CurrencySymbol or UnicodeCategory.MathSymbol
        or UnicodeCategory.OtherPunctuation or UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation;

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
