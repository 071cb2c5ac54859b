using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>Reads the first line of a declaration or a statement.</summary>
internal sealed class HeadParser(
    Lexer lexer, DiagnosticBag diagnostics, ValueParser values, NameRules names, ExpressionReader expressions)
{
    /// <summary>Reads <c>step NAME:</c> and leaves the cursor before the next line.</summary>
    public (NameSyntax Name, TextSpan Head) Parse(Word keyword, string what, int width)
    {
        int errors = diagnostics.ErrorCount;
        lexer.Position = keyword.Span.End;
        lexer.SkipSpaces();
        NameSyntax name;
        if (lexer.IsAtTextEnd || lexer.Current == ':')
        {
            diagnostics.Report(ChainDiagnostics.MissingName(diagnostics.Locate(keyword.Span), what));
            name = new NameSyntax(keyword.Span, "", IsQuoted: false);
        }
        else if (lexer.Current is '"' or '\'')
        {
            TextSpan rest = lexer.RestOfLine();
            name = values.ParseQuoted(width, "name") is { } quoted
                ? names.Check(quoted.Span, quoted.Text, isQuoted: true, what)
                : new NameSyntax(rest, "", IsQuoted: true);
        }
        else
        {
            TextSpan rest = lexer.RestOfLine();
            int colonIndex = lexer.Text.IndexOf(':', rest.Start, rest.Length);
            int end = lexer.TrimEnd(rest.Start, colonIndex < 0 ? rest.End : colonIndex);
            lexer.Position = end;
            name = names.Check(TextSpan.FromBounds(rest.Start, end), lexer.Text.Substring(rest.Start, end - rest.Start), isQuoted: false, what);
        }

        int headEnd = lexer.Position;
        lexer.SkipSpaces();
        bool isGood = diagnostics.ErrorCount == errors;
        if (lexer.Current != ':')
        {
            if (isGood)
            {
                diagnostics.Report(ReadingDiagnostics.MissingColon(diagnostics.Locate(name.Span), $"{what} {name.Text}"));
            }
        }
        else
        {
            headEnd = ++lexer.Position;
            lexer.SkipSpaces();
            if (isGood && !lexer.IsAtTextEnd)
            {
                diagnostics.Report(ChainDiagnostics.BlockExpected(diagnostics.Locate(lexer.RestOfLine()), $"{what} {name.Text}:"));
            }
        }

        lexer.SkipLine();
        return (name, TextSpan.FromBounds(keyword.Span.Start, headEnd));
    }

    /// <summary>Reads <c>if EXPR:</c> and its like, and leaves the cursor before the next line.</summary>
    public (ExpressionSyntax Condition, TextSpan Head) ParseCondition(Word keyword)
    {
        lexer.Position = keyword.Span.End;
        return ParseCondition(keyword, keyword.Text);
    }

    /// <summary>Reads <c>else:</c>; a condition if there is one, which is reported.</summary>
    public (ExpressionSyntax? Condition, TextSpan Head) ParseElse(Word keyword)
    {
        lexer.Position = keyword.Span.End;
        FirstLine line = Split(keyword);
        if (line.Content.Length == 0)
        {
            Finish(keyword, line, isGood: true);
            return (null, line.Head);
        }

        lexer.Position = line.Content.Start;
        Word next = Word.At(lexer);
        bool isElseIf = next.Text == Words.If;
        diagnostics.Report(ChainDiagnostics.ElseWithCondition(diagnostics.Locate(isElseIf ? keyword.Span.Union(next.Span) : line.Content)));
        if (isElseIf)
        {
            lexer.Position = next.Span.End;
            return ParseCondition(keyword, Words.Elif);
        }

        Finish(keyword, line, isGood: false);
        return (null, line.Head);
    }

    /// <summary>Reads <c>for NAME in EXPR:</c>.</summary>
    public (NameSyntax Variable, ExpressionSyntax Items, TextSpan Head) ParseFor(Word keyword)
    {
        lexer.Position = keyword.Span.End;
        int errors = diagnostics.ErrorCount;
        FirstLine line = Split(keyword);
        (TextSpan name, int next) = SplitVariable(line.Content);
        var variable = new NameSyntax(name, "", IsQuoted: false);
        ExpressionSyntax items = new MissingExpressionSyntax(new TextSpan(line.Content.End, 0));
        if (next < 0)
        {
            diagnostics.Report(ChainDiagnostics.ForWithoutIn(diagnostics.Locate(line.Content.Length == 0 ? keyword.Span : line.Content)));
        }
        else
        {
            bool isQuoted = lexer.Text[name.Start] is '"' or '\'';
            string text = isQuoted ? lexer.Text.Substring(name.Start + 1, name.Length - 2) : lexer.Slice(name);
            variable = names.Check(name, text, isQuoted, "loop variable");
            if (variable.Text.Length > 0)
            {
                items = expressions.Read(TextSpan.FromBounds(next, line.Content.End));
            }
        }

        Finish(keyword, line, isGood: diagnostics.ErrorCount == errors);
        return (variable, items, line.Head);
    }

    /// <summary>The line of a word ends with a colon, so it is the first of a block.</summary>
    public bool HasColon(Word word)
    {
        int position = lexer.Position;
        lexer.Position = word.Span.End;
        TextSpan rest = expressions.RestOfLine();
        lexer.Position = position;
        return rest.Length > 0 && expressions.FindColon(rest) == rest.End - 1;
    }

    private (ExpressionSyntax Condition, TextSpan Head) ParseCondition(Word keyword, string word)
    {
        FirstLine line = Split(keyword);
        if (line.Content.Length == 0)
        {
            diagnostics.Report(ChainDiagnostics.MissingCondition(diagnostics.Locate(keyword.Span), word));
            Finish(keyword, line, isGood: false);
            return (new MissingExpressionSyntax(keyword.Span), line.Head);
        }

        int errors = diagnostics.ErrorCount;
        ExpressionSyntax condition = expressions.Read(line.Content);
        // An `else if` is reported already.
        Finish(keyword, line, isGood: diagnostics.ErrorCount == errors && keyword.Text == word);
        return (condition, line.Head);
    }

    /// <summary>Splits what is behind a keyword at its colon.</summary>
    private FirstLine Split(Word keyword)
    {
        lexer.SkipSpaces();
        TextSpan rest = expressions.RestOfLine();
        int colon = expressions.FindColon(rest);
        int end = lexer.TrimEnd(rest.Start, colon < 0 ? rest.End : colon);
        int behind = colon < 0 ? rest.End : colon + 1;
        while (behind < rest.End && Lexer.IsSpace(lexer.Text[behind]))
        {
            behind++;
        }

        return new FirstLine(
            TextSpan.FromBounds(rest.Start, end),
            TextSpan.FromBounds(keyword.Span.Start, colon < 0 ? Math.Max(end, keyword.Span.End) : colon + 1),
            TextSpan.FromBounds(behind, rest.End),
            HasColon: colon >= 0);
    }

    private void Finish(Word keyword, FirstLine line, bool isGood)
    {
        if (isGood && !line.HasColon)
        {
            TextSpan at = line.Content.Length > 0 ? line.Content : keyword.Span;
            diagnostics.Report(ReadingDiagnostics.MissingColon(diagnostics.Locate(at), lexer.Slice(line.Head)));
        }
        else if (isGood && line.Behind.Length > 0)
        {
            diagnostics.Report(ChainDiagnostics.BlockExpected(diagnostics.Locate(line.Behind), lexer.Slice(line.Head)));
        }

        lexer.Position = line.Behind.End;
        lexer.NextLine();
    }

    /// <summary>The name before <c>in</c>, and where the list begins; -1 if this is not of that form.</summary>
    private (TextSpan Name, int Next) SplitVariable(TextSpan content)
    {
        string text = lexer.Text;
        int i = content.Start;
        bool isQuoted = i < content.End && text[i] is '"' or '\'';
        int close = isQuoted ? ExpressionLexer.FindTextEnd(text, i, quoteLength: 1, content.End) : -1;
        if (close >= 0)
        {
            i = close + 1;
        }

        while (i < content.End && !Lexer.IsSpace(text[i]))
        {
            i++;
        }

        var name = TextSpan.FromBounds(content.Start, i);
        while (i < content.End && Lexer.IsSpace(text[i]))
        {
            i++;
        }

        bool hasIn = i > name.End && content.End - i > 2 && text[i] == 'i' && text[i + 1] == 'n' && !NameRules.IsIdentifierPart(text[i + 2]);
        i += 2;
        while (hasIn && Lexer.IsSpace(text[i]))
        {
            i++;
        }

        return hasIn && (!isQuoted || close == name.End - 1) ? (name, i) : (name, -1);
    }

    /// <param name="Content">Between keyword and colon.</param>
    /// <param name="Head">From the keyword to the colon.</param>
    /// <param name="Behind">What follows the colon, which should be nothing.</param>
    private readonly record struct FirstLine(TextSpan Content, TextSpan Head, TextSpan Behind, bool HasColon);
}
