using System.Globalization;
using System.Text;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>A value as JSON, for options of calls that leave C#: text, with the expressions in it between.</summary>
internal sealed class JsonText
{
    private readonly StringBuilder _json = new();
    private readonly List<BoundExpression> _parts = [];
    private readonly ValueBinder _values;

    private JsonText(ValueBinder values) => _values = values;

    public static EquatableArray<BoundExpression> Of(ValueSyntax value, ValueBinder values)
    {
        var text = new JsonText(values);
        text.Write(value);
        text.Flush();
        return text._parts.ToEquatableArray();
    }

    private void Write(ValueSyntax value)
    {
        switch (value)
        {
            case ScalarSyntax { Kind: ScalarKind.Text } text:
                WriteText(text.Text);
                break;
            case ScalarSyntax scalar:
                // Numbers of the language are numbers of JSON.
                _json.Append(scalar.Text);
                break;
            case ListSyntax list:
                _json.Append('[');
                Separate(list.Items, Write);
                _json.Append(']');
                break;
            case MapSyntax map:
                _json.Append('{');
                Separate(map.Entries, entry =>
                {
                    WriteText(entry.Key);
                    _json.Append(':');
                    Write(entry.Value);
                });
                _json.Append('}');
                break;
            case ExpressionValueSyntax single:
                Flush();
                _parts.Add(_values.BindJsonValue(single.Expression));
                break;
            case TemplateSyntax template:
                Flush();
                _parts.Add(_values.BindJsonTemplate(template));
                break;
            default:
                _json.Append("null");
                break;
        }
    }

    private void Flush()
    {
        if (_json.Length > 0)
        {
            _parts.Add(new BoundText(_json.ToString()));
            _json.Clear();
        }
    }

    private void Separate<T>(IEnumerable<T> items, Action<T> write)
    {
        string separator = "";
        foreach (T item in items)
        {
            _json.Append(separator);
            write(item);
            separator = ",";
        }
    }

    private void WriteText(string text)
    {
        _json.Append('"');
        foreach (char c in text)
        {
            _json.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                < ' ' or > '~' => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
                _ => c.ToString(),
            });
        }

        _json.Append('"');
    }
}
