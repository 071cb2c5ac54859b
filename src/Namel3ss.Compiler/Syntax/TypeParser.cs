using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Semantics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>
/// Reads a type: <c>text</c>, <c>list&lt;integer&gt;</c>, <c>Feedback?</c>. A C# type is checked to be a type name
/// and nothing else, because it is written into the generated code.
/// </summary>
internal sealed class TypeParser
{
    /// <summary>Names and brackets; compilers descend into each of them.</summary>
    private const int MaxParts = 64;

    private readonly string _text;
    private readonly int _offset;
    private int _position;
    private int _parts;

    private TypeParser(string text, int offset)
    {
        _text = text;
        _offset = offset;
    }

    /// <param name="text">All of the type.</param>
    /// <param name="offset">Where it starts in its file.</param>
    /// <param name="at">Where it stands, for what is reported of it.</param>
    /// <returns>Null if it is not a type, which is reported.</returns>
    public static TypeSyntax? Parse(string text, int offset, TextSpan at, DiagnosticBag diagnostics)
    {
        var parser = new TypeParser(text, offset);
        if (parser.ParseAll() is { } type)
        {
            return type;
        }

        diagnostics.Report(parser._parts > MaxParts
            ? ReadingDiagnostics.LongType(diagnostics.Locate(at), MaxParts)
            : ReadingDiagnostics.InvalidType(diagnostics.Locate(at), text));
        return null;
    }

    /// <summary>Whether a text is one of the language's own types.</summary>
    public static bool IsOwnType(string text) => new TypeParser(text, offset: 0).ParseAll() is { Kind: not TypeSyntaxKind.CSharp };

    private TypeSyntax? ParseAll() => ParseType() is { } type && _position == _text.Length ? type : null;

    private TypeSyntax? ParseType()
    {
        SkipSpaces();
        int start = _position;
        if (IsListAhead())
        {
            if (!CountPart())
            {
                return null;
            }

            _position = _text.IndexOf('<', start) + 1;
            TypeSyntax? element = ParseType();
            if (element is null || !Take('>'))
            {
                return null;
            }

            int listEnd = _position;
            return Finish(start, listEnd, TypeSyntaxKind.List, element);
        }

        if (!SkipCSharpType())
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

    /// <summary>A name, then any of [], [,] and ?.</summary>
    private bool SkipCSharpType()
    {
        int start = _position;
        if (!SkipName())
        {
            return false;
        }

        bool wasNullable = false;
        while (true)
        {
            int end = _position;
            if (Take('['))
            {
                // A list of the language's own types is written as list<text>.
                if (!CountPart() || KindOf(_text.Substring(start, end - start).Trim(' ', '\t', '?')) != TypeSyntaxKind.CSharp)
                {
                    return false;
                }

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

    /// <summary>A keyword; or identifiers with type arguments and dots between them, before which an alias may stand, as in global::System.</summary>
    private bool SkipName()
    {
        if (!CountPart() || !SkipIdentifier(out bool isKeyword))
        {
            return false;
        }

        if (isKeyword)
        {
            return true;
        }

        bool hasNext = TakeAlias();
        do
        {
            if (hasNext && (!CountPart() || !SkipIdentifier(out isKeyword) || isKeyword))
            {
                return false;
            }

            if (Take('<') && !SkipArguments())
            {
                return false;
            }

            hasNext = Take('.');
        }
        while (hasNext);

        return true;
    }

    private bool SkipArguments()
    {
        do
        {
            if (!SkipCSharpType())
            {
                return false;
            }
        }
        while (Take(','));

        return Take('>');
    }

    private bool CountPart() => ++_parts <= MaxParts;

    /// <param name="isKeyword">A word like <c>int</c>, which has no types in it.</param>
    private bool SkipIdentifier(out bool isKeyword)
    {
        SkipSpaces();
        int start = _position;
        while (_position < _text.Length && NameRules.IsCSharpIdentifierPart(_text[_position], isFirst: _position == start))
        {
            _position++;
        }

        string word = _text.Substring(start, _position - start);
        isKeyword = CSharpNames.IsTypeKeyword(word);
        return word.Length > 0 && !CSharpNames.IsNoType(word);
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
