using System.Globalization;
using System.Text;
using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>The escapes of strings: of values, and of texts in expressions.</summary>
internal sealed class Escapes(string text, DiagnosticBag diagnostics)
{
    /// <summary>Appends what the backslash at <paramref name="start"/> stands for; an unknown escape is reported and left out.</summary>
    /// <returns>Where the text goes on.</returns>
    public int Append(StringBuilder result, int start, int end)
    {
        char kind = start + 1 < end ? text[start + 1] : '\0';
        if (kind == 'u' && start + 6 <= end && ushort.TryParse(
            text.Substring(start + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
        {
            result.Append((char)code);
            return start + 6;
        }

        int index = start + 1 < end ? "nrt0\\\"'{".IndexOf(kind) : -1;
        if (index >= 0)
        {
            result.Append("\n\r\t\0\\\"'{"[index]);
            return start + 2;
        }

        int length = start + 1 >= end ? 1 : char.IsHighSurrogate(kind) && start + 2 < end ? 3 : 2;
        diagnostics.Report(ReadingDiagnostics.InvalidEscape(
            diagnostics.Locate(new TextSpan(start, length)), text.Substring(start, length)));
        return start + length;
    }
}
