using Namel3ss.Compiler.Semantics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>
/// Reads a type: <c>text</c>, <c>list&lt;integer&gt;</c>, <c>Feedback?</c>. A C# type is checked to be a type name
/// and nothing else, because it is written into the generated code.
/// </summary>
internal sealed class TypeParser
{
    private const int MaxDepth = 64;

    private readonly string _text;
    private readonly int _offset;
    private int _position;

    private TypeParser(string text, int offset)
    {
        _text = text;
        _offset = offset;
    }

    /// <param name="text">All of the type.</param>
    /// <param name="offset">Where it starts in its file.</param>
    /// <returns>Null if it is not a type.</returns>
    public static TypeSyntax? Parse(string text, int offset)
    {
        var parser = new TypeParser(text, offset);
        TypeSyntax? type = parser.ParseType(depth: 1);
        return parser._position == text.Length ? type : null;
    }

    private TypeSyntax? ParseType(int depth)
    {
        if (depth > MaxDepth)
        {
            return null;
        }

        SkipSpaces();
        int start = _position;
        if (IsListAhead())
        {
            _position = _text.IndexOf('<', start) + 1;
            TypeSyntax? element = ParseType(depth + 1);
            if (element is null || !Take('>'))
            {
                return null;
            }

            int listEnd = _position;
            return Finish(start, listEnd, TypeSyntaxKind.List, element);
        }

        if (!SkipCSharpType(depth))
        {
            return null;
        }

        // The last `?` is ours: whether a value may be absent is a matter of this language too.
        int end = TrimEnd(start, _position);
        if (_text[end - 1] == '?')
        {
            _position = end - 1;
            end = TrimEnd(start, _position);
        }

        return Finish(start, end, KindOf(_text.Substring(start, end - start)), element: null);
    }

    private TypeSyntax Finish(int start, int end, TypeSyntaxKind kind, TypeSyntax? element)
    {
        bool isNullable = Take('?');
        int textEnd = kind == TypeSyntaxKind.CSharp ? end : isNullable ? _position : end;
        var span = new TextSpan(_offset + start, (isNullable ? _position : end) - start);
        SkipSpaces();
        return new TypeSyntax(span, kind, _text.Substring(start, textEnd - start), isNullable, element);
    }

    private static TypeSyntaxKind KindOf(string text) => text switch
    {
        "text" => TypeSyntaxKind.Text,
        "integer" => TypeSyntaxKind.Integer,
        "number" => TypeSyntaxKind.Number,
        "boolean" => TypeSyntaxKind.Boolean,
        "json" => TypeSyntaxKind.Json,
        _ => TypeSyntaxKind.CSharp,
    };

    private bool IsListAhead()
    {
        const string list = "list";
        int i = _position + list.Length;
        if (string.CompareOrdinal(_text, _position, list, 0, list.Length) != 0)
        {
            return false;
        }

        while (i < _text.Length && Lexer.IsSpace(_text[i]))
        {
            i++;
        }

        return i < _text.Length && _text[i] == '<';
    }

    /// <summary>identifier (:: . identifier)* with type arguments, then any of [], [,] and ?.</summary>
    private bool SkipCSharpType(int depth)
    {
        if (depth > MaxDepth)
        {
            return false;
        }

        do
        {
            if (!SkipIdentifier() || (Take('<') && !SkipArguments(depth)))
            {
                return false;
            }
        }
        while (Take('.') || TakeAlias());

        bool wasNullable = false;
        while (true)
        {
            if (Take('['))
            {
                while (Take(','))
                {
                }

                if (!Take(']'))
                {
                    return false;
                }

                wasNullable = false;
            }
            else if (Take('?'))
            {
                if (wasNullable)
                {
                    return false;
                }

                wasNullable = true;
            }
            else
            {
                SkipSpaces();
                return true;
            }
        }
    }

    private bool SkipArguments(int depth)
    {
        do
        {
            if (!SkipCSharpType(depth + 1))
            {
                return false;
            }
        }
        while (Take(','));

        return Take('>');
    }

    private bool SkipIdentifier()
    {
        SkipSpaces();
        int start = _position;
        while (_position < _text.Length && NameRules.IsCSharpIdentifierPart(_text[_position], isFirst: _position == start))
        {
            _position++;
        }

        return _position > start && !CSharpNames.IsNoType(_text.Substring(start, _position - start));
    }

    private bool TakeAlias()
    {
        SkipSpaces();
        if (string.CompareOrdinal(_text, _position, "::", 0, 2) != 0)
        {
            return false;
        }

        _position += 2;
        return true;
    }

    private bool Take(char c)
    {
        SkipSpaces();
        if (_position == _text.Length || _text[_position] != c)
        {
            return false;
        }

        _position++;
        return true;
    }

    private void SkipSpaces()
    {
        while (_position < _text.Length && Lexer.IsSpace(_text[_position]))
        {
            _position++;
        }
    }

    private int TrimEnd(int start, int end)
    {
        while (end > start && Lexer.IsSpace(_text[end - 1]))
        {
            end--;
        }

        return end;
    }
}
