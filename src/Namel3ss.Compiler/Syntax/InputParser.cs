using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>Reads the lines of <c>inputs:</c>: <c>name: type</c>, with <c>= default</c> behind it.</summary>
internal sealed class InputParser(ReadingContext context)
{
    private readonly Lexer _lexer = context.Lexer;
    private readonly DiagnosticBag _diagnostics = context.Diagnostics;

    /// <summary>Reads what stands below <c>inputs:</c>.</summary>
    /// <param name="width">How far <c>inputs:</c> is indented.</param>
    /// <param name="depth">How many blocks the inputs are inside of.</param>
    public List<InputSyntax> Parse(int width, int depth)
    {
        var inputs = new List<InputSyntax>();
        NameSyntax? firstOptional = null;
        var block = new Block(width, depth);
        while (context.Layout.Next(ref block))
        {
            if (SkipStep(block) || ParseInput(block.Depth) is not { } input)
            {
                continue;
            }

            inputs.Add(input);
            if (input.Default is not null)
            {
                firstOptional ??= input.Name;
            }
            else if (firstOptional is not null && input.Type is not null)
            {
                _diagnostics.Report(ChainDiagnostics.RequiredAfterOptional(
                    _diagnostics.Locate(input.Name.Span), input.Name.Text, firstOptional.Text));
            }
        }

        return inputs;
    }

    /// <summary>Whether a line reads like an input: its value is one of the language's types.</summary>
    public bool HasType(Word word)
    {
        int start = _lexer.Text.IndexOf(':', word.Span.End) + 1;
        int end = _lexer.Text.IndexOf('=', start, _lexer.Line.End - start);
        string type = _lexer.Text.Substring(start, (end < 0 ? _lexer.Line.End : end) - start).Trim();
        return TypeParser.IsOwnType(type);
    }

    /// <summary>A step or block that is indented as the inputs are; the lines below it are its own then, however they are indented.</summary>
    private bool SkipStep(in Block block)
    {
        Word word = Word.At(_lexer);
        if (!word.HasName || !Words.OfStatements.Contains(word.Text))
        {
            return false;
        }

        _diagnostics.Report(ChainDiagnostics.StatementInInputs(_diagnostics.Locate(word.Span), word.Text));
        context.Skip(block.ParentWidth);
        return true;
    }

    private InputSyntax? ParseInput(int depth)
    {
        int width = _lexer.Line.Width;
        Word word = Word.At(_lexer);
        if (context.SkipForeign(word, width))
        {
            return null;
        }

        if (ParseName(word, width) is not { } name)
        {
            context.Skip(width);
            return null;
        }

        int colon = _lexer.Position++;
        _lexer.SkipSpaces();
        int errors = _diagnostics.ErrorCount;
        TypeSyntax? type = ParseType(name, width);
        ValueSyntax? value = null;
        int end = Math.Max(colon + 1, type?.Span.End ?? 0);
        if (_diagnostics.ErrorCount > errors)
        {
            context.Skip(width);
        }
        else if (_lexer.Current == '=')
        {
            int sign = _lexer.Position++;
            value = ParseDefault(name, sign, width, depth);
            end = Math.Max(sign + 1, value.Span.End);
        }
        else
        {
            end = Math.Max(end, _lexer.TrimEnd(colon, _lexer.Position));
            _lexer.NextLine();
        }

        return new InputSyntax(TextSpan.FromBounds(name.Span.Start, end), name, type, value);
    }

    /// <summary>Reads a name and leaves the cursor on its colon; null if that cannot be done, which is reported.</summary>
    private NameSyntax? ParseName(Word word, int width)
    {
        TextSpan rest = _lexer.RestOfLine();
        NameSyntax name;
        if (_lexer.Current is '"' or '\'')
        {
            if (context.Values.ParseQuoted(width, "input") is not { } quoted)
            {
                return null;
            }

            name = context.Names.Check(quoted.Span, quoted.Text, isQuoted: true, "input");
        }
        else
        {
            int colon = _lexer.Text.IndexOf(':', rest.Start, rest.Length);
            if (colon == rest.Start || Layout.IsItemAt(_lexer, rest.Start) || (colon < 0 && !NameRules.IsIdentifier(word.Text)))
            {
                _diagnostics.Report(ReadingDiagnostics.EntryExpected(_diagnostics.Locate(rest), "'name: type'"));
                return null;
            }

            var span = TextSpan.FromBounds(rest.Start, colon < 0 ? word.Span.End : _lexer.TrimEnd(rest.Start, colon));
            name = context.Names.Check(span, _lexer.Slice(span), isQuoted: false, "input");
            _lexer.Position = span.End;
        }

        _lexer.SkipSpaces();
        if (_lexer.Current == ':')
        {
            return name;
        }

        if (name.Text.Length > 0)
        {
            _diagnostics.Report(ReadingDiagnostics.MissingColon(_diagnostics.Locate(name.Span), name.Text));
        }

        return null;
    }

    /// <summary>Reads a type and leaves the cursor on what follows it, which is a <c>=</c> or nothing.</summary>
    private TypeSyntax? ParseType(NameSyntax name, int width)
    {
        TextSpan rest = _lexer.RestOfLine();
        if (rest.Length == 0 || _lexer.Current == '=')
        {
            _diagnostics.Report(ChainDiagnostics.MissingType(_diagnostics.Locate(name.Span), name.Text));
            return null;
        }

        TextSpan at = rest;
        string text;
        int offset = rest.Start;
        if (_lexer.Current is '"' or '\'')
        {
            if (context.Values.ParseQuoted(width, "type") is not { } quoted)
            {
                return null;
            }

            at = quoted.Span;
            text = quoted.Text;
            offset++;
            _lexer.SkipSpaces();
            if (!_lexer.IsAtTextEnd && _lexer.Current != '=')
            {
                _diagnostics.Report(ReadingDiagnostics.TextAfterValue(_diagnostics.Locate(_lexer.RestOfLine())));
                return null;
            }
        }
        else
        {
            int equals = _lexer.Text.IndexOf('=', rest.Start, rest.Length);
            at = TextSpan.FromBounds(rest.Start, _lexer.TrimEnd(rest.Start, equals < 0 ? rest.End : equals));
            text = _lexer.Slice(at);
            _lexer.Position = at.End;
            _lexer.SkipSpaces();
        }

        return TypeParser.Parse(text, offset, at, _diagnostics);
    }

    private ValueSyntax ParseDefault(NameSyntax name, int sign, int width, int depth)
    {
        ValueSyntax? value = context.Values.ParseAfterColon(width, depth);
        if (value is null)
        {
            _diagnostics.Report(ChainDiagnostics.MissingDefault(_diagnostics.Locate(new TextSpan(sign, 1)), name.Text));
            return new MissingValueSyntax(new TextSpan(sign + 1, 0));
        }

        if (FindTemplate(value) is { } template)
        {
            _diagnostics.Report(ReadingDiagnostics.FixedValue(_diagnostics.Locate(template.Span), name.Text, isText: true));
            return new MissingValueSyntax(value.Span);
        }

        context.BareText.Check(value);
        return value;
    }

    private static ValueSyntax? FindTemplate(ValueSyntax value) => value switch
    {
        ExpressionValueSyntax or TemplateSyntax => value,
        ListSyntax list => list.Items.Select(FindTemplate).FirstOrDefault(found => found is not null),
        MapSyntax map => map.Entries.Select(entry => FindTemplate(entry.Value)).FirstOrDefault(found => found is not null),
        _ => null,
    };
}
