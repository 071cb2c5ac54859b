using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>Reads the value of a key of the language as the key wants it.</summary>
internal sealed class ValueReader(
    Lexer lexer, DiagnosticBag diagnostics, ValueParser values, NameRules names, ExpressionReader expressions, BareText bareText)
{
    private readonly NumberReader _numbers = new(diagnostics);
    private readonly RetryReader _retry = new(diagnostics, new NumberReader(diagnostics));

    /// <summary>Reads what follows the key's colon, and leaves the cursor before the line after it.</summary>
    /// <returns>Null if there is no value.</returns>
    public ValueSyntax? Read(string key, TextSpan keySpan, ValueReading reading, int width, int depth)
    {
        if (reading == ValueReading.Map)
        {
            return ReadMap(key, keySpan, width, depth);
        }

        if (reading == ValueReading.Expression)
        {
            return ReadExpression(key, keySpan, width, depth);
        }

        ValueSyntax? value = values.ParseAfterColon(width, depth);
        if (value is null or MissingValueSyntax)
        {
            return value;
        }

        if (value is ExpressionValueSyntax or TemplateSyntax && reading != ValueReading.Template)
        {
            bool isText = reading == ValueReading.Text;
            return Wrong(value, keySpan, at => ReadingDiagnostics.FixedValue(at, key, isText));
        }

        if (reading is ValueReading.Template or ValueReading.Text)
        {
            bareText.Check(value);
        }

        TextSpan valueAt = diagnostics.OneLine(value.Span, keySpan);
        return reading switch
        {
            ValueReading.Boolean => ReadBoolean(key, keySpan, value),
            ValueReading.Duration => _numbers.ReadDuration(key, value, valueAt) is { } duration
                ? new DurationSyntax(value.Span, duration)
                : new MissingValueSyntax(value.Span),
            ValueReading.Name => ReadName(key, keySpan, value),
            ValueReading.Names => ReadNames(key, keySpan, value, Words.Step),
            ValueReading.Models => ReadNames(key, keySpan, value, Words.Llm),
            ValueReading.Variable => ReadVariable(key, keySpan, value),
            ValueReading.Template => ReadTemplate(key, keySpan, value),
            ValueReading.Schedule => ReadSchedule(key, keySpan, value),
            ValueReading.Count => _numbers.ReadCount(key, value, valueAt),
            ValueReading.Temperature => _numbers.ReadTemperature(key, value, valueAt),
            ValueReading.Retry => _retry.Read(value, valueAt),
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
        bareText.Check(map);
        bareText.CheckWords(map);
        return map;
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

    /// <summary>Text in the end, so a single expression is a text with nothing around it.</summary>
    private ValueSyntax ReadTemplate(string key, TextSpan keySpan, ValueSyntax value) => value switch
    {
        TemplateSyntax => value,
        ExpressionValueSyntax single =>
            new TemplateSyntax(value.Span, EquatableArray.Create(new TemplatePartSyntax("", single.Expression))),
        _ => ReadText(key, keySpan, value),
    };

    private ValueSyntax? ReadExpression(string key, TextSpan keySpan, int width, int depth)
    {
        lexer.SkipSpaces();
        bool isText = lexer.Current == '|' || (lexer.Current == '"' && lexer.Peek(1) == '"' && lexer.Peek(2) == '"');
        if (lexer.IsAtTextEnd || isText)
        {
            // Nothing, or text of several lines, which no expression stands in.
            TextSpan start = lexer.RestOfLine();
            ValueSyntax? value = null;
            diagnostics.Mute(() => value = values.ParseAfterColon(width, depth));
            return value is null ? null : Wrong(new MissingValueSyntax(isText ? start : keySpan), keySpan, at => ReadingDiagnostics.ExpressionExpected(at, key));
        }

        TextSpan span = expressions.RestOfLine();
        ExpressionSyntax expression = expressions.Read(span);
        lexer.Position = span.End;
        lexer.NextLine();
        return new ExpressionValueSyntax(span, expression);
    }

    private ValueSyntax ReadSchedule(string key, TextSpan keySpan, ValueSyntax value)
    {
        var scalar = value as ScalarSyntax;
        return scalar is not null && Keys.Schedules.Contains(scalar.Text)
            ? scalar
            : Wrong(value, keySpan, at => ReadingDiagnostics.UnknownWord(
                at, key, scalar?.Text, Keys.Schedules, Suggestion.Hint(scalar?.Text ?? "", Keys.Schedules)));
    }

    private ValueSyntax ReadVariable(string key, TextSpan keySpan, ValueSyntax value)
    {
        if (value is not ScalarSyntax scalar)
        {
            return Wrong(value, keySpan, at => ReadingDiagnostics.NameExpected(at, key));
        }

        NameSyntax name = names.Check(scalar.Span, scalar.Text, scalar.IsQuoted, "loop variable");
        return name.Text.Length == 0
            ? new MissingValueSyntax(value.Span)
            : new NamesSyntax(value.Span, EquatableArray.Create(name));
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

    private ValueSyntax ReadNames(string key, TextSpan keySpan, ValueSyntax value, string what)
    {
        IEnumerable<ValueSyntax> items = value is ListSyntax list ? list.Items : [value];
        if (items.FirstOrDefault(item => item is ListSyntax or MapSyntax) is { } wrong)
        {
            return Wrong(wrong, keySpan, at => ReadingDiagnostics.NamesExpected(at, key, what));
        }

        if (items.OfType<ScalarSyntax>().FirstOrDefault(IsSeveralNames) is { } several)
        {
            return Wrong(several, keySpan, at => ReadingDiagnostics.SeveralNames(at, several.Text));
        }

        if (items.FirstOrDefault(item => item is ExpressionValueSyntax or TemplateSyntax) is { } template)
        {
            return Wrong(template, keySpan, at => ReadingDiagnostics.FixedValue(at, key, isText: false));
        }

        // A name that cannot be read is reported, and left out.
        EquatableArray<NameSyntax> read = items.OfType<ScalarSyntax>()
            .Select(item => names.Check(item.Span, item.Text, item.IsQuoted, what))
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
        if (value is not ScalarSyntax scalar)
        {
            return Wrong(value, keySpan, at => ReadingDiagnostics.InvalidType(at, null));
        }

        int quote = scalar.IsQuoted ? 1 : 0;
        TypeSyntax? type = TypeParser.Parse(scalar.Text, value.Span.Start + quote, diagnostics.OneLine(value.Span, keySpan), diagnostics);
        return type is null ? new MissingValueSyntax(value.Span) : new TypeValueSyntax(value.Span, type);
    }

    /// <summary>Reports a value of a wrong form: at the value, or at its key if the value takes several lines.</summary>
    private MissingValueSyntax Wrong(ValueSyntax value, TextSpan keySpan, Func<Location, Diagnostic> report)
    {
        diagnostics.Report(report(diagnostics.Locate(diagnostics.OneLine(value.Span, keySpan))));
        return new MissingValueSyntax(value.Span);
    }
}
