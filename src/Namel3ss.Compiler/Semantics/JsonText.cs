using System.Globalization;
using System.Text;
using Namel3ss.Compiler.Syntax;

namespace Namel3ss.Compiler.Semantics;

/// <summary>A plain value as JSON, for options of calls that leave C#.</summary>
internal static class JsonText
{
    public static string Of(ValueSyntax value)
    {
        var json = new StringBuilder();
        Write(json, value);
        return json.ToString();
    }

    private static void Write(StringBuilder json, ValueSyntax value)
    {
        switch (value)
        {
            case ScalarSyntax { Kind: ScalarKind.Text } text:
                WriteText(json, text.Text);
                break;
            case ScalarSyntax scalar:
                // Numbers of the language are numbers of JSON.
                json.Append(scalar.Text);
                break;
            case ListSyntax list:
                json.Append('[');
                Separate(json, list.Items, item => Write(json, item));
                json.Append(']');
                break;
            case MapSyntax map:
                json.Append('{');
                Separate(json, map.Entries, entry =>
                {
                    WriteText(json, entry.Key);
                    json.Append(':');
                    Write(json, entry.Value);
                });
                json.Append('}');
                break;
            default:
                json.Append("null");
                break;
        }
    }

    private static void Separate<T>(StringBuilder json, IEnumerable<T> items, Action<T> write)
    {
        string separator = "";
        foreach (T item in items)
        {
            json.Append(separator);
            write(item);
            separator = ",";
        }
    }

    private static void WriteText(StringBuilder json, string text)
    {
        json.Append('"');
        foreach (char c in text)
        {
            json.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                < ' ' or > '~' => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
                _ => c.ToString(),
            });
        }

        json.Append('"');
    }
}
