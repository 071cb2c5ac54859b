using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>Reads the first line of a chain or a step.</summary>
internal sealed class HeadParser(Lexer lexer, DiagnosticBag diagnostics, ValueParser values, NameRules names)
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
            name = values.ParseQuoted(width) is { } quoted
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
}
