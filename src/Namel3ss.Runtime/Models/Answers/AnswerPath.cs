using System.Globalization;
using System.Text;

namespace Namel3ss;

/// <summary>Where in an answer a value stands, written only when it is needed for a message.</summary>
internal sealed class AnswerPath
{
    public static readonly AnswerPath Root = new(null, "", 0);

    private readonly AnswerPath? _parent;
    private readonly string? _name;
    private readonly int _index;

    private AnswerPath(AnswerPath? parent, string? name, int index) => (_parent, _name, _index) = (parent, name, index);

    public AnswerPath Member(string name) => new(this, name, 0);

    public AnswerPath Item(int index) => new(this, null, index);

    public override string ToString()
    {
        var text = new StringBuilder();
        Append(text);
        return text.ToString();
    }

    private void Append(StringBuilder text)
    {
        _parent?.Append(text);
        if (_name is null)
        {
            text.Append(CultureInfo.InvariantCulture, $"[{_index}]");
        }
        else
        {
            text.Append(text.Length > 0 && _name.Length > 0 ? "." : "").Append(_name);
        }
    }
}
