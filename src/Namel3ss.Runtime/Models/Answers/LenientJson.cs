using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Namel3ss;

/// <summary>
/// Reads one JSON value out of a text, and writes it again as JSON that every reader takes. Forgiven is what changes no value: commas after the
/// last member, comments, raw line breaks in strings, odd white space. What may be a slip with another meaning is not.
/// </summary>
/// <param name="text">The text.</param>
/// <param name="maxDepth">How deep objects and lists may stand in each other.</param>
/// <param name="maxSteps">How many characters may be looked at, all calls together.</param>
internal sealed class LenientJson(string text, int maxDepth, long maxSteps)
{
    private static readonly Regex NumberForm = new(@"\G-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?", RegexOptions.CultureInvariant);

    private readonly StringBuilder _json = new(Math.Min(text.Length, 4096));
    private int _at;
    private int _failedAt;
    private int _open;

    /// <summary>What is wrong, of the attempt that got furthest; null if nothing was.</summary>
    public string? Problem { get; private set; }

    /// <summary>Where that is.</summary>
    public int ProblemAt { get; private set; } = -1;

    /// <summary>Whether so much was looked at that no further attempt is worth it.</summary>
    public bool IsExhausted { get; private set; }

    /// <summary>Reads the value that starts at a place.</summary>
    /// <param name="start">The place.</param>
    /// <param name="end">Where the value ends.</param>
    /// <returns>The value as clean JSON without white space; null if there is none.</returns>
    public string? Read(int start, out int end)
    {
        _json.Clear();
        _at = start;
        _open = 0;
        SkipIgnored();
        var isRead = !IsExhausted && Value(0);
        Spend(_at - start);
        end = _at;
        return isRead ? _json.ToString() : null;
    }

    /// <summary>Whether nothing but white space and comments stands between a place and the end.</summary>
    public bool IsEnd(int start)
    {
        _at = start;
        SkipIgnored();
        return _at == text.Length;
    }

    /// <summary>Where an object or a list that could not be read ends: what stands in it is a part of it, and no value of its own.</summary>
    /// <param name="start">Its bracket.</param>
    /// <returns>The place behind it; null if it is a bracket among words, which nothing closes.</returns>
    public int? Skip(int start)
    {
        var (depth, isText) = (0, false);
        for (var i = start; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\' when isText:
                    i++;
                    break;
                case '"':
                    isText = !isText;
                    break;
                case '{' or '[' when !isText:
                    depth++;
                    break;
                case '}' or ']' when !isText && --depth == 0:
                    Spend(i - start);
                    return i + 1;
            }
        }

        Spend(text.Length - start);
        return _failedAt > start + 1 ? text.Length : null;
    }

    private void Spend(int steps)
    {
        maxSteps -= steps;
        IsExhausted |= maxSteps < 0;
    }

    private bool Value(int depth)
    {
        if (_at == text.Length)
        {
            return Fail("it breaks off");
        }

        switch (text[_at])
        {
            case '{' or '[' when depth == maxDepth:
                return Fail($"it is nested more than {maxDepth} levels deep");
            case '{':
                return Members('}', depth);
            case '[':
                return Members(']', depth);
            case '"':
                return String();
            case '-' or (>= '0' and <= '9'):
                return Number();
            default:
                return Literal("true") || Literal("false") || Literal("null") || Fail("there is no value");
        }
    }

    private bool Members(char close, int depth)
    {
        _json.Append(text[_at++]);
        _open++;
        var isFirst = true;
        while (true)
        {
            SkipIgnored();
            if (_at < text.Length && text[_at] == close)
            {
                _at++;
                _open--;
                _json.Append(close);
                return true;
            }

            if (!isFirst)
            {
                _json.Append(',');
            }

            isFirst = false;
            if ((close == '}' && !Name()) || !Value(depth + 1))
            {
                return false;
            }

            SkipIgnored();
            if (_at < text.Length && text[_at] == ',')
            {
                _at++;
            }
            else if (_at == text.Length || text[_at] != close)
            {
                return Fail(_at == text.Length ? "it breaks off" : $"',' or '{close}' is missing");
            }
        }
    }

    private bool Name()
    {
        if (_at == text.Length || text[_at] != '"')
        {
            return Fail(_at == text.Length ? "it breaks off" : "a name in double quotes is missing");
        }

        if (!String())
        {
            return false;
        }

        SkipIgnored();
        if (_at == text.Length || text[_at] != ':')
        {
            return Fail(_at == text.Length ? "it breaks off" : "':' is missing");
        }

        _at++;
        _json.Append(':');
        SkipIgnored();
        return true;
    }

    private bool String()
    {
        _json.Append('"');
        var from = ++_at;
        for (; _at < text.Length; _at++)
        {
            var c = text[_at];
            if (c is >= ' ' and not '"' and not '\\' && !char.IsSurrogate(c))
            {
                continue;
            }

            _json.Append(text, from, _at - from);
            if (c == '"')
            {
                _at++;
                _json.Append('"');
                return true;
            }

            if (c == '\\')
            {
                if (!Escape())
                {
                    return false;
                }
            }
            else if (c < ' ')
            {
                AppendEscaped(c);
            }
            else
            {
                AppendSurrogate(c, _at + 1 < text.Length ? text[_at + 1] : ' ', 1);
            }

            from = _at + 1;
        }

        return Fail("it breaks off");
    }

    // Leaves the position at the last character of the escape.
    private bool Escape()
    {
        var c = ++_at < text.Length ? text[_at] : '\0';
        switch (c)
        {
            case '"' or '\\' or '/' or 'b' or 'f' or 'n' or 'r' or 't':
                _json.Append('\\').Append(c);
                return true;
            case '\'':
                _json.Append(c);
                return true;
            case 'u' when Hex(_at + 1) is { } unit:
                _at += 4;
                if (char.IsSurrogate(unit))
                {
                    var isPair = _at + 2 < text.Length && text[_at + 1] == '\\' && text[_at + 2] == 'u';
                    AppendSurrogate(unit, (isPair ? Hex(_at + 3) : null) ?? ' ', 6);
                }
                else
                {
                    AppendEscaped(unit);
                }

                return true;
            default:
                return Fail(_at >= text.Length ? "it breaks off" : $"'\\{SafeText.Escape(c.ToString())}' in a text means nothing");
        }
    }

    /// <summary>Half a character, as an answer that was cut may have, becomes the sign for it: no text can hold it.</summary>
    private void AppendSurrogate(char unit, char next, int length)
    {
        if (char.IsSurrogatePair(unit, next))
        {
            _json.Append(unit).Append(next);
            _at += length;
        }
        else
        {
            _json.Append('\uFFFD');
        }
    }

    private void AppendEscaped(char unit)
    {
        if (unit is >= ' ' and not '"' and not '\\')
        {
            _json.Append(unit);
        }
        else
        {
            _json.Append($"\\u{(int)unit:x4}");
        }
    }

    private char? Hex(int start) =>
        start + 4 <= text.Length && ushort.TryParse(text.AsSpan(start, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) ? (char)unit : null;

    private bool Number()
    {
        var number = NumberForm.Match(text, _at);
        _at += number.Length;
        if (!number.Success || IsWord())
        {
            return Fail("a number is not written as JSON has it");
        }

        _json.Append(number.ValueSpan);
        return true;
    }

    private bool Literal(string literal)
    {
        if (string.CompareOrdinal(text, _at, literal, 0, literal.Length) != 0)
        {
            return false;
        }

        _at += literal.Length;
        if (IsWord())
        {
            _at -= literal.Length;
            return false;
        }

        _json.Append(literal);
        return true;
    }

    private bool IsWord() => _at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] is '_' or '.');

    private void SkipIgnored()
    {
        while (_at < text.Length)
        {
            if (IsIgnored(text[_at]))
            {
                _at++;
            }
            else if (!SkipComment())
            {
                return;
            }
        }
    }

    private bool SkipComment()
    {
        // Outside of a value '#' is a heading of Markdown.
        var isLine = (text[_at] == '#' && _open > 0) || (text[_at] == '/' && _at + 1 < text.Length && text[_at + 1] == '/');
        if (!isLine && (text[_at] != '/' || _at + 1 == text.Length || text[_at + 1] != '*'))
        {
            return false;
        }

        var start = _at + (text[_at] == '#' ? 1 : 2);
        var end = isLine ? text.AsSpan(start).IndexOfAny('\n', '\r') : text.AsSpan(start).IndexOf("*/", StringComparison.Ordinal);
        _at = end < 0 ? text.Length : start + end + (isLine ? 1 : 2);
        return true;
    }

    /// <summary>White space of any kind, byte order marks and spaces without a width among it.</summary>
    public static bool IsIgnored(char c) => char.IsWhiteSpace(c) || c is '\uFEFF' or '\u200B' or '\u2060';

    private bool Fail(string problem)
    {
        _failedAt = _at;
        if (_at > ProblemAt)
        {
            (Problem, ProblemAt) = (problem, _at);
        }

        return false;
    }
}
