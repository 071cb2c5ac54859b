using System.Globalization;
using System.Text;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Emit;

/// <summary>Writes indented C#, and the <c>#line</c> directives that lead back to the <c>.ai</c> file.</summary>
internal sealed class CodeWriter
{
    /// <summary>C# allows no more in a directive.</summary>
    private const int MaxColumn = 65536;

    private readonly StringBuilder _text = new();
    private readonly string? _path;
    private string _indent = "";
    private bool _isHidden;

    /// <param name="path">The <c>.ai</c> file; where its path could end a directive early, there are no directives.</param>
    public CodeWriter(string? path = null) =>
        _path = path is null || path.Any(c => c == '"' || char.IsControl(c) || c is '\u2028' or '\u2029') ? null : path;

    public override string ToString() => _text.ToString();

    public CodeWriter Line(string text = "")
    {
        if (text.Length > 0)
        {
            _text.Append(_indent).Append(text);
        }

        _text.Append('\n');
        return this;
    }

    public void Open()
    {
        Line("{");
        _indent += "    ";
    }

    public void Close(string suffix = "")
    {
        _indent = _indent.Substring(4);
        Line("}" + suffix);
    }

    /// <summary>Lines that stand one level deeper, as the rest of an expression.</summary>
    public void Indented(Action write)
    {
        _indent += "    ";
        write();
        _indent = _indent.Substring(4);
    }

    /// <summary>What follows belongs to no line of the file: debugger and stack traces pass over it.</summary>
    public void Hidden()
    {
        if (_path is not null && !_isHidden)
        {
            _text.Append("#line hidden\n");
            _isHidden = true;
        }
    }

    /// <summary>A line of C# that stands for a span of the file: what C# says of any part of it, it says of the whole span.</summary>
    public void Mapped(LineSpan span, string code)
    {
        Directive(span, _indent.Length + code.Length);
        Line(code);
    }

    /// <summary>The same, where some of the code stands for spans of its own: each begins a line, one level deeper.</summary>
    public void Mapped(LineSpan span, CodeText code)
    {
        Mapped(span, code.Lines[0].Text.TrimEnd());
        Indented(() =>
        {
            foreach ((LineSpan? lines, string text) in code.Lines.Skip(1))
            {
                Mapped(lines!.Value, text.TrimEnd());
            }
        });
    }

    /// <summary>A line of C# that has the text of a span as the file has it: what C# says of a part of it, it says of that part.</summary>
    public void Verbatim(LineSpan span, string prefix, string text)
    {
        Directive(span, _indent.Length + prefix.Length);
        Line(prefix + text);
    }

    /// <param name="span">Where the next line stands in the file.</param>
    /// <param name="offset">What begins before that many characters of it stands for the whole span; what follows, for what follows in the file.</param>
    private void Directive(LineSpan span, int offset)
    {
        int startColumn = span.Start.Character + 1;
        int endColumn = Math.Max(span.End.Character, span.End.Line == span.Start.Line ? startColumn : 1);
        if (startColumn > MaxColumn || endColumn > MaxColumn)
        {
            Hidden();
        }
        else if (_path is not null)
        {
            _isHidden = false;
            _text.Append(string.Format(
                CultureInfo.InvariantCulture,
                "#line ({0},{1})-({2},{3}) {4} \"{5}\"\n",
                span.Start.Line + 1, startColumn, span.End.Line + 1, endColumn, Math.Min(offset, MaxColumn), _path));
        }
    }

    /// <summary>Lets the debugger see whether the file is the one that was compiled.</summary>
    public void Checksum(string? sha256)
    {
        if (_path is not null && sha256 is not null)
        {
            _text.Append($"#pragma checksum \"{_path}\" \"{{8829d00f-11b8-4213-878b-770e8597ac16}}\" \"{sha256}\"\n");
        }
    }
}
