using System.Globalization;
using System.Text;

namespace Namel3ss.CompilerServices;

/// <summary>
/// JSON that is read as text, by models and people: its characters are themselves. Every encoder of System.Text.Json escapes some (none leaves
/// an emoji alone), names are escaped before anybody can choose one, and JSON from elsewhere is as it came.
/// </summary>
internal static class ReadableJson
{
    private const int EscapeLength = 6;

    /// <summary>The same JSON without the escapes that it does not need.</summary>
    public static string Of(string json)
    {
        if (!json.Contains(@"\u", StringComparison.Ordinal))
        {
            return json;
        }

        var text = new StringBuilder(json.Length);
        for (var i = 0; i < json.Length; i++)
        {
            if (json[i] != '\\')
            {
                text.Append(json[i]);
            }
            else if (Unit(json, i) is { } unit && unit is >= ' ' and not '"' and not '\\' and not '\u007f' && !char.IsSurrogate(unit))
            {
                text.Append(unit);
                i += EscapeLength - 1;
            }
            else if (Unit(json, i) is { } high && Unit(json, i + EscapeLength) is { } low && char.IsSurrogatePair(high, low))
            {
                text.Append(high).Append(low);
                i += (2 * EscapeLength) - 1;
            }
            else
            {
                // Another escape, of which a second backslash is a part.
                text.Append(json, i, 2);
                i++;
            }
        }

        return text.ToString();
    }

    private static char? Unit(string json, int start) =>
        start + EscapeLength <= json.Length && json[start] == '\\' && json[start + 1] == 'u'
        && ushort.TryParse(json.AsSpan(start + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}
