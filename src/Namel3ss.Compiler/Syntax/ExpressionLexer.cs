using System.Text;
using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

internal enum ExpressionTokenKind
{
    End,
    Name,
    Number,
    Text,
    Symbol,

    /// <summary>A text without its closing quote, reported: all else of the line is in it.</summary>
    Unclosed,
}

/// <param name="Text">Of a text, its content with escapes resolved; of all else, as it stands.</param>
internal readonly record struct ExpressionToken(ExpressionTokenKind Kind, TextSpan Span, string Text)
{
    public bool Is(string symbol) => Kind == ExpressionTokenKind.Symbol && Text == symbol;

    public bool IsWord(string word) => Kind == ExpressionTokenKind.Name && Text == word;
}

/// <summary>
/// Reads the tokens of an expression from where it stands in the file, so that every span is the file's own, in
/// whatever the expression stands in.
/// </summary>
/// <param name="inQuotes">The expression stands in a quoted string, where <c>\"</c> and <c>\'</c> are quotes too.</param>
internal sealed class ExpressionLexer(string text, int start, int end, bool inQuotes, DiagnosticBag diagnostics)
{
    /// <summary>What is read as one symbol, the longer ones first: those of the language, and those that others have in their place.</summary>
    private static readonly string[] Symbols =
    [
        "===", "!==", "==", "!=", "<=", ">=", "<>", "??", "?.", "?[", "&&", "||", "=>", "**", "//", "+=", "-=", "*=", "/=", ":=", "{{", "}}",
    ];

    private readonly Escapes _escapes = new(text, diagnostics);
    private int _position = start;

    public ExpressionToken Next()
    {
        SkipSpaces();
        int from = _position;
        if (from >= end)
        {
            return new ExpressionToken(ExpressionTokenKind.End, new TextSpan(end, 0), "");
        }

        char c = text[from];
        if (c is '"' or '\'')
        {
            return ReadText(quoteLength: 1);
        }

        if (inQuotes && c == '\\' && from + 1 < end && text[from + 1] is '"' or '\'')
        {
            return ReadText(quoteLength: 2);
        }

        if (IsDigit(c))
        {
            return ReadNumber();
        }

        if (NameRules.IsCSharpIdentifierPart(c, isFirst: true))
        {
            SkipIdentifier();
            return Token(ExpressionTokenKind.Name, from);
        }

        string? symbol = Symbols.FirstOrDefault(one => one.Length <= end - from && string.CompareOrdinal(text, from, one, 0, one.Length) == 0);
        _position += symbol?.Length ?? (char.IsHighSurrogate(c) && from + 1 < end && char.IsLowSurrogate(text[from + 1]) ? 2 : 1);
        return Token(ExpressionTokenKind.Symbol, from);
    }

    /// <summary>Where a text that starts with the quote at <paramref name="open"/> ends, before its closing quote; -1 if it is not closed in its line.</summary>
    /// <param name="vain">From where a search was in vain, for whoever searches at many places of one line.</param>
    public static int FindTextEnd(string text, int open, int quoteLength, int end, VainSearches? vain = null)
    {
        char quote = text[open + quoteLength - 1];
        bool isQuoted = quoteLength == 2;
        int i = open + quoteLength;
        while (i < end && text[i] is not ('\n' or '\r') && vain?.Contains(i, quote, end, isQuoted) != true)
        {
            bool isEscape = text[i] == '\\' && i + 1 < end;
            if (isEscape ? isQuoted && text[i + 1] == quote : text[i] == quote && !isQuoted)
            {
                return i;
            }

            i += isEscape ? 2 : 1;
        }

        for (i = open + quoteLength; i < end && text[i] is not ('\n' or '\r') && vain?.Add(i, quote, end, isQuoted) == true;)
        {
            i += text[i] == '\\' && i + 1 < end ? 2 : 1;
        }

        return -1;
    }

    private ExpressionToken ReadText(int quoteLength)
    {
        int open = _position;
        int close = FindTextEnd(text, open, quoteLength, end);
        if (close < 0)
        {
            _position = open;
            while (_position < end && text[_position] is not ('\n' or '\r'))
            {
                _position++;
            }

            int last = _position;
            while (Lexer.IsSpace(text[last - 1]))
            {
                last--;
            }

            var span = TextSpan.FromBounds(open, last);
            diagnostics.Report(ReadingDiagnostics.UnclosedText(diagnostics.Locate(span), text.Substring(open, quoteLength)));
            return new ExpressionToken(ExpressionTokenKind.Unclosed, span, "");
        }

        var result = new StringBuilder();
        int i = open + quoteLength;
        while (i < close)
        {
            if (text[i] == '\\')
            {
                i = _escapes.Append(result, i, close);
            }
            else
            {
                result.Append(text[i++]);
            }
        }

        _position = close + quoteLength;
        return new ExpressionToken(ExpressionTokenKind.Text, TextSpan.FromBounds(open, _position), result.ToString());
    }

    /// <summary>All that belongs to the number by its look, so that <c>5s</c> or <c>007</c> is one mistake.</summary>
    private ExpressionToken ReadNumber()
    {
        int from = _position;
        while (_position < end)
        {
            char c = text[_position];
            bool isPoint = c == '.' && _position + 1 < end && IsDigit(text[_position + 1]);
            bool isSign = c is '+' or '-' && text[_position - 1] is 'e' or 'E' && _position + 1 < end && IsDigit(text[_position + 1]);
            if (!isPoint && !isSign && !NameRules.IsCSharpIdentifierPart(c, isFirst: false))
            {
                break;
            }

            _position++;
        }

        return Token(ExpressionTokenKind.Number, from);
    }

    private void SkipIdentifier()
    {
        while (_position < end && NameRules.IsCSharpIdentifierPart(text[_position], isFirst: false))
        {
            _position++;
        }
    }

    private void SkipSpaces()
    {
        // An expression in a text of several lines may take several of them.
        while (_position < end && (Lexer.IsSpace(text[_position]) || text[_position] is '\n' or '\r'))
        {
            _position++;
        }
    }

    private ExpressionToken Token(ExpressionTokenKind kind, int from) =>
        new(kind, TextSpan.FromBounds(from, _position), text.Substring(from, _position - from));

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
