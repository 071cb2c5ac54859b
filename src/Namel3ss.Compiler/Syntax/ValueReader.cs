using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>Reads the value of a key of the language as the key wants it.</summary>
internal sealed class ValueReader(Lexer lexer, DiagnosticBag diagnostics, ValueParser values, NameRules names)
{
    /// <summary>Reads what follows the key's colon, and leaves the cursor before the line after it.</summary>
    /// <returns>Null if there is no value.</returns>
    public ValueSyntax? Read(string key, TextSpan keySpan, ValueReading reading, int width, int depth)
    {
        if (reading == ValueReading.Map)
        {
            return ReadMap(key, keySpan, width, depth);
        }

        ValueSyntax? value = values.ParseAfterColon(width, depth);
        if (value is null or MissingValueSyntax)
        {
            return value;
        }

        return reading switch
        {
            ValueReading.Boolean => ReadBoolean(key, keySpan, value),
            ValueReading.Duration => ReadDuration(key, keySpan, value),
            ValueReading.Name => ReadName(key, keySpan, value),
            ValueReading.Names => ReadNames(key, keySpan, value),
            ValueReading.Type => ReadType(keySpan, value),
            ValueReading.Word => ReadWord(key, keySpan, value),
            _ => ReadText(key, keySpan, value),
        };
    }

    private ValueSyntax ReadMap(string key, TextSpan keySpan, int width, int depth)
    {
        lexer.SkipSpaces();
        if (!lexer.IsAtTextEnd)
        {
            TextSpan text = lexer.RestOfLine();
            if (lexer.Current is '{' or '&' or '*' or '>')
            {
                // Notation of another language, whose cure is told where it is read.
                values.ParseAfterColon(width, depth);
                return new MissingValueSyntax(text);
            }

            diagnostics.Report(ReadingDiagnostics.MapExpected(diagnostics.Locate(text), key));
            diagnostics.Mute(() => values.ParseAfterColon(width, depth));
            lexer.SkipDeeper(width);
            return new MissingValueSyntax(text);
        }

        lexer.NextLine();
        if (lexer.SkipToContent() && lexer.Line.Width >= width && Layout.IsItemAt(lexer, lexer.Position))
        {
            TextSpan text = lexer.RestOfLine();
            diagnostics.Report(ReadingDiagnostics.MapExpected(diagnostics.Locate(text), key));
            int itemWidth = lexer.Line.Width;
            while (lexer.SkipToContent()
                && (lexer.Line.Width > width || (lexer.Line.Width == itemWidth && Layout.IsItemAt(lexer, lexer.Position))))
            {
                lexer.SkipLine();
            }

            return new MissingValueSyntax(text);
        }

        MapSyntax map = values.ParseMap(new TextSpan(keySpan.End + 1, 0), width, depth);
        WarnOfLookAlikes(map);
        return map;
    }

    /// <summary>
    /// A word that other languages take for a truth value is text here; where a value may be either, that is worth a warning.
    /// </summary>
    private void WarnOfLookAlikes(ValueSyntax value)
    {
        switch (value)
        {
            case MapSyntax map:
                foreach (MapEntrySyntax entry in map.Entries)
                {
                    WarnOfLookAlikes(entry.Value);
                }

                break;
            case ListSyntax list:
                foreach (ValueSyntax item in list.Items)
                {
                    WarnOfLookAlikes(item);
                }

                break;
            case ScalarSyntax { Kind: ScalarKind.Text, IsQuoted: false } scalar when PlainText.MeantWord(scalar.Text) is { } word:
                diagnostics.Report(ReadingDiagnostics.LooksLikeValue(diagnostics.Locate(scalar.Span), scalar.Text, word));
                break;
        }
    }

    private ValueSyntax ReadText(string key, TextSpan keySpan, ValueSyntax value)
    {
        if (value is ScalarSyntax scalar)
        {
            return scalar with { Kind = ScalarKind.Text };
        }

        return Wrong(value, keySpan, at => ReadingDiagnostics.TextExpected(at, key));
    }

    private ValueSyntax ReadWord(string key, TextSpan keySpan, ValueSyntax value) =>
        value is ScalarSyntax { IsQuoted: false } scalar && names.ReportForeign(scalar.Span, scalar.Text)
            ? new MissingValueSyntax(value.Span)
            : ReadText(key, keySpan, value);

    private ValueSyntax ReadBoolean(string key, TextSpan keySpan, ValueSyntax value)
    {
        if (value is ScalarSyntax { Kind: ScalarKind.Boolean, IsQuoted: false })
        {
            return value;
        }

        var scalar = value as ScalarSyntax;
        string? meant = scalar is null ? null : PlainText.MeantWord(scalar.Text);
        return Wrong(value, keySpan, at => ReadingDiagnostics.BooleanExpected(at, key, scalar?.Text, meant == "null" ? null : meant));
    }

    private ValueSyntax ReadDuration(string key, TextSpan keySpan, ValueSyntax value)
    {
        var scalar = value as ScalarSyntax;
        if (scalar is null || scalar.IsQuoted || !PlainText.TryReadDuration(scalar.Text, out TimeSpan? duration))
        {
            return Wrong(value, keySpan, at => ReadingDiagnostics.DurationExpected(at, key, scalar?.Text, scalar?.IsQuoted == true));
        }

        string text = scalar.Text;
        return duration is { } length
            ? new DurationSyntax(value.Span, length)
            : Wrong(value, keySpan, at => ReadingDiagnostics.DurationOutOfRange(at, key, text));
    }

    private ValueSyntax ReadName(string key, TextSpan keySpan, ValueSyntax value)
    {
        if (value is not ScalarSyntax scalar)
        {
            return Wrong(value, keySpan, at => ReadingDiagnostics.NameExpected(at, key));
        }

        // The name of a connector is any text: a quoted one is taken as it stands.
        NameSyntax name = scalar.IsQuoted && scalar.Text.Length > 0
            ? new NameSyntax(scalar.Span, scalar.Text, IsQuoted: true)
            : names.Check(scalar.Span, scalar.Text, scalar.IsQuoted, "target", isPath: true);
        return name.Text.Length == 0
            ? new MissingValueSyntax(value.Span)
            : new NamesSyntax(value.Span, EquatableArray.Create(name));
    }

    private ValueSyntax ReadNames(string key, TextSpan keySpan, ValueSyntax value)
    {
        IEnumerable<ValueSyntax> items = value is ListSyntax list ? list.Items : [value];
        if (items.FirstOrDefault(item => item is ListSyntax or MapSyntax) is { } wrong)
        {
            return Wrong(wrong, keySpan, at => ReadingDiagnostics.NamesExpected(at, key));
        }

        if (items.OfType<ScalarSyntax>().FirstOrDefault(IsSeveralNames) is { } several)
        {
            return Wrong(several, keySpan, at => ReadingDiagnostics.SeveralNames(at, several.Text));
        }

        // A name that cannot be read is reported, and left out.
        EquatableArray<NameSyntax> read = items.OfType<ScalarSyntax>()
            .Select(item => names.Check(item.Span, item.Text, item.IsQuoted, "step"))
            .Where(name => name.Text.Length > 0)
            .ToEquatableArray();
        return new NamesSyntax(value.Span, read);
    }

    private static bool IsSeveralNames(ScalarSyntax scalar)
    {
        string[] words = scalar.Text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        return !scalar.IsQuoted && words.Length > 1 && words.All(NameRules.IsIdentifier);
    }

    private ValueSyntax ReadType(TextSpan keySpan, ValueSyntax value)
    {
        var scalar = value as ScalarSyntax;
        int quote = scalar is { IsQuoted: true } ? 1 : 0;
        TypeSyntax? type = scalar is null ? null : TypeParser.Parse(scalar.Text, value.Span.Start + quote);
        return type is null
            ? Wrong(value, keySpan, at => ReadingDiagnostics.InvalidType(at, scalar?.Text))
            : new TypeValueSyntax(value.Span, type);
    }

    /// <summary>Reports a value of a wrong form: at the value, or at its key if the value takes several lines.</summary>
    private MissingValueSyntax Wrong(ValueSyntax value, TextSpan keySpan, Func<Location, Diagnostic> report)
    {
        Location at = diagnostics.Locate(value.Span);
        diagnostics.Report(report(at.Lines.Start.Line == at.Lines.End.Line ? at : diagnostics.Locate(keySpan)));
        return new MissingValueSyntax(value.Span);
    }
}
