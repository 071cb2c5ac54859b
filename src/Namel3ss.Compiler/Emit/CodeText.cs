using System.Text;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Emit;

/// <summary>
/// C# in the making: text of which some stretches stand for an expression of the file. Such a stretch starts a line
/// of its own, so that it can be mapped to where the expression stands.
/// </summary>
internal sealed class CodeText
{
    private readonly List<(LineSpan? Lines, StringBuilder Text)> _lines = [(null, new StringBuilder())];

    public IReadOnlyList<(LineSpan? Lines, string Text)> Lines => _lines.Select(line => (line.Lines, line.Text.ToString())).ToList();

    public CodeText Append(string text)
    {
        _lines[_lines.Count - 1].Text.Append(text);
        return this;
    }

    /// <summary>What is appended from here on stands for that span of the file.</summary>
    public void Map(LineSpan lines) => _lines.Add((lines, new StringBuilder()));

    public void Separate<T>(string separator, IEnumerable<T> items, Action<T> write)
    {
        string next = "";
        foreach (T item in items)
        {
            Append(next);
            write(item);
            next = separator;
        }
    }
}
