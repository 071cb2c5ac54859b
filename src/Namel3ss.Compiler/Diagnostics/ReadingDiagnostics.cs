using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Diagnostics;

/// <summary>Mistakes of reading: text that is not of the language, whatever chain it stands in.</summary>
internal static class ReadingDiagnostics
{
    private const DiagnosticSeverity Error = DiagnosticSeverity.Error;

    private static readonly DiagnosticDescriptor FileTooLargeRule = new("N3S0001", Error, "File is too large");
    private static readonly DiagnosticDescriptor NotChainFileRule = new("N3S0002", DiagnosticSeverity.Info, "File is an illustration");
    private static readonly DiagnosticDescriptor MixedIndentationRule = new("N3S0003", Error, "Tabs and spaces are mixed");
    private static readonly DiagnosticDescriptor IndentationRule = new("N3S0004", Error, "Line is indented wrongly");
    private static readonly DiagnosticDescriptor TooDeepRule = new("N3S0005", Error, "Too many levels");
    private static readonly DiagnosticDescriptor MissingColonRule = new("N3S0006", Error, "A colon is missing");
    private static readonly DiagnosticDescriptor UnexpectedTextRule = new("N3S0007", Error, "Line cannot be read");
    private static readonly DiagnosticDescriptor ForeignCharacterRule = new("N3S0008", Error, "Character is not allowed in a name");
    private static readonly DiagnosticDescriptor InvalidNameRule = new("N3S0009", Error, "Not a name");
    private static readonly DiagnosticDescriptor UnclosedStringRule = new("N3S0010", Error, "String is not closed");
    private static readonly DiagnosticDescriptor InvalidEscapeRule = new("N3S0011", Error, "Unknown escape in a string");
    private static readonly DiagnosticDescriptor TextAfterValueRule = new("N3S0012", Error, "Text after a value");
    private static readonly DiagnosticDescriptor UnclosedListRule = new("N3S0013", Error, "List is not closed");
    private static readonly DiagnosticDescriptor ListItemRule = new("N3S0014", Error, "List item is missing or not separated");
    private static readonly DiagnosticDescriptor ForeignNotationRule = new("N3S0015", Error, "Notation of another language");
    private static readonly DiagnosticDescriptor MissingValueRule = new("N3S0016", Error, "A value is missing");
    private static readonly DiagnosticDescriptor WrongValueRule = new("N3S0017", Error, "Value has the wrong form");
    private static readonly DiagnosticDescriptor DurationRule = new("N3S0018", Error, "Duration is out of range");
    private static readonly DiagnosticDescriptor InvalidTypeRule = new("N3S0019", Error, "Not a type");
    private static readonly DiagnosticDescriptor LooksLikeValueRule = new("N3S0020", DiagnosticSeverity.Warning, "Text looks like another value");
    private static readonly DiagnosticDescriptor UnknownSuppressionRule = new("N3S0022", DiagnosticSeverity.Warning, "Suppression of an unknown diagnostic");
    private static readonly DiagnosticDescriptor UnusedSuppressionRule = new("N3S0023", DiagnosticSeverity.Warning, "Suppression has no effect");
    private static readonly DiagnosticDescriptor UnclosedTemplateRule = new("N3S0024", Error, "Braces are not closed");
    private static readonly DiagnosticDescriptor ExpressionRule = new("N3S0025", Error, "Expression cannot be read");
    private static readonly DiagnosticDescriptor ForeignOperatorRule = new("N3S0026", Error, "Operator of another language");
    private static readonly DiagnosticDescriptor ChainedComparisonRule = new("N3S0027", Error, "Comparisons in a row");
    private static readonly DiagnosticDescriptor FixedValueRule = new("N3S0028", Error, "Expression where a fixed value is needed");
    private static readonly DiagnosticDescriptor NumberRangeRule = new("N3S0029", Error, "Number is out of range");
    private static readonly DiagnosticDescriptor TextInCommentRule = new("N3S0030", DiagnosticSeverity.Warning, "Text is lost to a comment");
    private static readonly DiagnosticDescriptor TypographicQuotesRule = new("N3S0031", DiagnosticSeverity.Warning, "Typographic quotes around a value");
    private static readonly DiagnosticDescriptor EscapedBraceRule = new("N3S0032", DiagnosticSeverity.Warning, "Braces are text where an expression was meant");
    private static readonly DiagnosticDescriptor NotUnicodeRule = new("N3S0033", Error, "File is not UTF-8");

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        FileTooLargeRule, NotChainFileRule, MixedIndentationRule, IndentationRule, TooDeepRule, MissingColonRule,
        UnexpectedTextRule, ForeignCharacterRule, InvalidNameRule, UnclosedStringRule, InvalidEscapeRule,
        TextAfterValueRule, UnclosedListRule, ListItemRule, ForeignNotationRule, MissingValueRule, WrongValueRule,
        DurationRule, InvalidTypeRule, LooksLikeValueRule, UnknownSuppressionRule, UnusedSuppressionRule,
        UnclosedTemplateRule, ExpressionRule, ForeignOperatorRule, ChainedComparisonRule, FixedValueRule, NumberRangeRule,
        TextInCommentRule, TypographicQuotesRule, EscapedBraceRule, NotUnicodeRule,
    ];

    /// <summary>It is about what may stand where, not about what is in the line.</summary>
    public static bool IsOfPlace(DiagnosticDescriptor rule) =>
        rule == IndentationRule || rule == UnexpectedTextRule || rule == InvalidNameRule || rule == MissingValueRule;

    public static Diagnostic FileTooLarge(Location at) => new(
        FileTooLargeRule, at, "The file has more than 1 MiB of text, the most that one file may have. Move some of its chains to another file.");

    public static Diagnostic NotChainFile(Location at) => new(
        NotChainFileRule, at, "This is an Adobe Illustrator file, which has the same ending, and not a chain file: it is left alone. To silence this, remove it from the AdditionalFiles of the project.");

    public static Diagnostic NotUnicode(Location at) => new(
        NotUnicodeRule, at, "This character is not UTF-8, so that nobody can tell which it is. Save the file as UTF-8.");

    public static Diagnostic MixedIndentation(Location at, int line, int firstLine, bool firstIsTab) => new(
        MixedIndentationRule, at,
        line == firstLine
            ? $"Line {line} is indented with tabs and spaces together. Use one of the two in the whole file."
            : $"Line {line} is indented with {(firstIsTab ? "spaces" : "tabs")}, but the file up to here with {(firstIsTab ? "tabs" : "spaces")} (first on line {firstLine}). Use one of the two in the whole file.");

    public static Diagnostic IndentedTooFar(Location at, string indent, string expected) => new(
        IndentationRule, at,
        $"This line is indented {indent}, but the lines around it {expected}, and nothing above opens a block for it. Indent it as they are.");

    public static Diagnostic IndentedTooLittle(Location at, string indent, string expected) => new(
        IndentationRule, at,
        $"This line is indented {indent}, which fits no line above it: its block is indented {expected}. Indent it as the block it belongs to.");

    public static Diagnostic ItemsNotIndented(Location at) => new(
        IndentationRule, at, "The items of a list stand deeper than their key. Indent them.");

    public static Diagnostic TooDeep(Location at, int most) => new(
        TooDeepRule, at, $"This is nested more than {most} levels deep, the most that is allowed. Take a part of it out.");

    public static Diagnostic MissingColon(Location at, string before) => new(
        MissingColonRule, at, $"A ':' is missing after {Shown.Quote(before)}. Write {Shown.Quote(before + ":")}.");

    public static Diagnostic EntryExpected(Location at, string expected) => new(
        UnexpectedTextRule, at, $"This cannot be read here. Write {expected}, or '#' in front of a comment.");

    public static Diagnostic ItemExpected(Location at) => new(
        UnexpectedTextRule, at, "This line stands in a list, but is not an item. Write '- ' in front of it, or indent it as the key it belongs to.");

    public static Diagnostic ForeignCharacter(Location at, string text, int codePoint, string? character, char? latin)
    {
        string shown = character is null ? "" : $" ('{character}')";
        string cure = latin is not null
            ? $"It looks like the letter '{latin}': write that."
            : character is null ? "It cannot be seen, or looks like a space: delete it." : "Write letters a to z and A to Z, digits and '_'.";
        return new(
            ForeignCharacterRule, at,
            $"{Shown.Quote(text)} has the character {Shown.CodePoint(codePoint)}{shown}, which is not allowed in names and keywords. {cure}");
    }

    public static Diagnostic InvalidName(Location at, string text, string what, string? repaired) => new(
        InvalidNameRule, at,
        text.Length == 0
            ? $"The name of {Shown.A(what)} cannot be empty. Write letters a to z and A to Z, digits and '_'."
            : $"{Shown.Quote(text)} is not the name of {Shown.A(what)}: a name has letters a to z and A to Z, digits and '_' only.{(repaired is null ? "" : $" Write {Shown.Quote(repaired)}, for example.")}");

    public static Diagnostic InvalidTarget(Location at, string text) => new(
        InvalidNameRule, at, $"{Shown.Quote(text)} is not a bare name: it has letters a to z and A to Z, digits and '_', with dots between names. If the target is called so, write it in quotes: \"{Shown.Of(text)}\".");

    public static Diagnostic NameStartsWithDigit(Location at, string text, string what) => new(
        InvalidNameRule, at, $"{Shown.Quote(text)} starts with a digit, which the name of {Shown.A(what)} does only in quotes. Write \"{Shown.Of(text)}\".");

    public static Diagnostic InvalidKey(Location at, string text) => new(
        InvalidNameRule, at, $"{Shown.Quote(text)} is not an identifier. As the key of a map, write it in quotes: \"{Shown.Of(text)}\".");

    public static Diagnostic UnclosedString(Location at, string quote) => new(
        UnclosedStringRule, at,
        quote.Length > 1
            ? "This string is not closed. Write \"\"\" after its last line."
            : $"This string is not closed. Write {quote} at its end; for a text of several lines use '|' or \"\"\".");

    public static Diagnostic InvalidEscape(Location at, string escape) => new(
        InvalidEscapeRule, at,
        $"{Shown.Quote(escape)} is not an escape. Write \\\\ for a backslash; the escapes are \\n \\r \\t \\0 \\\\ \\\" \\' \\{{ and \\u with four hexadecimal digits.");

    public static Diagnostic TextAfterValue(Location at) => new(
        TextAfterValueRule, at, "The value ends before this text. Delete the text, put it into the value's quotes, or write '#' in front of a comment.");

    public static Diagnostic DoubledQuote(Location at, char quote) => new(
        TextAfterValueRule, at, $"The text ends at the first of these quotes: two in a row are not one. Write \\{quote}, or the other kind of quotes around the text.");

    public static Diagnostic TextAfterBar(Location at) => new(
        TextAfterValueRule, at, "The text of a '|' string starts on the line below it. Move this there, indented.");

    public static Diagnostic UnclosedList(Location at) => new(UnclosedListRule, at, "This list is not closed. Write ']' after its last item.");

    public static Diagnostic MissingItem(Location at) => new(
        ListItemRule, at, "A list item is missing here. Write one, \"\" for an empty text, or delete what separates it.");

    public static Diagnostic MissingComma(Location at) => new(ListItemRule, at, "A ',' is missing before this list item.");

    public static Diagnostic ForeignNotation(Location at, string found, string cure) => new(
        ForeignNotationRule, at, $"{Shown.Quote(found)} is not read as in YAML here. {cure}.");

    public static Diagnostic MissingValue(Location at, string key, bool isInComment) => new(
        MissingValueRule, at,
        isInComment
            ? $"{Shown.Quote(key)} has no value: the '#' behind the ':' begins a comment. Write quotes around the text if it is the value."
            : $"{Shown.Quote(key)} has no value. Write one after the ':', or delete the line.");

    public static Diagnostic TextInComment(Location at, string comment, bool hasExpression) => new(
        TextInCommentRule, at,
        $"{Shown.Quote(comment)} is a comment and not part of the text{(hasExpression ? ", and so is the expression in it" : "")}: a '#' behind a space begins one. Write quotes around the whole text{(hasExpression ? "" : ", or '# ' if a comment is meant")}.");

    public static Diagnostic TypographicQuotes(Location at, char open, char close) => new(
        TypographicQuotesRule, at,
        $"The quotes {open} and {close} are part of this text. Write \" in their place; if they are meant, write \" around them.");

    public static Diagnostic EscapedBrace(Location at, string expression) => new(
        EscapedBraceRule, at,
        $@"'\{{{{' is two braces as text, so {Shown.Quote(expression)} is text too. For a brace before its value write {{{{ '{{' + {Shown.Of(expression)} }}}}; for three braces as text write {{\{{{{.");

    public static Diagnostic TextBelowKey(Location at) => new(
        WrongValueRule, at, "A value stands in the line of its key. Move this text there; for a text of several lines write '|' after the ':'.");

    public static Diagnostic MapExpected(Location at, string key) => new(
        WrongValueRule, at, $"{Shown.Quote(key)} takes lines of 'key: value', indented below it.");

    public static Diagnostic TextExpected(Location at, string key) => new(WrongValueRule, at, $"{Shown.Quote(key)} takes a single text.");

    public static Diagnostic BooleanExpected(Location at, string key, string? found, string? meant) => new(
        WrongValueRule, at,
        $"{Shown.Quote(key)} takes true or false{(found is null ? "" : $", not {Shown.Quote(found)}")}.{(meant is null ? "" : $" Write {meant}, without quotes.")}");

    public static Diagnostic DurationExpected(Location at, string key, string? found, bool isQuoted) => new(
        WrongValueRule, at,
        $"{Shown.Quote(key)} takes a duration{(found is null ? "" : $", not {Shown.Quote(found)}")}. Write seconds, as 120, or a number with a unit, as 200ms, 1.5s, 2m or 1h, without a space{(isQuoted ? " and without quotes" : "")}.");

    public static Diagnostic DurationOutOfRange(Location at, string key, string found) => new(
        DurationRule, at, $"{Shown.Quote(key)} is {Shown.Quote(found)}, but a duration is more than 0 and at most 24h.");

    public static Diagnostic NameExpected(Location at, string key) => new(WrongValueRule, at, $"{Shown.Quote(key)} takes a single name.");

    public static Diagnostic NamesExpected(Location at, string key, string what) => new(
        WrongValueRule, at, $"{Shown.Quote(key)} takes the name of {Shown.A(what)}, or a list of names, as [a, b].");

    public static Diagnostic SeveralNames(Location at, string text) => new(
        WrongValueRule, at, $"{Shown.Quote(text)} is more than one name. Write a list with a ',' between the names, as [a, b].");

    public static Diagnostic InvalidType(Location at, string? found) => new(
        InvalidTypeRule, at,
        $"{(found is null ? "This" : Shown.Quote(found))} is not a type. Write text, integer, number, boolean, json, list<T>, or the name of a C# type.{(found is null ? "" : Suggestion.Hint(MeantList(found)))}");

    /// <summary>A list as another language writes it: <c>list[text]</c>, <c>text[]</c>.</summary>
    private static string? MeantList(string found) =>
        found.StartsWith("list[", StringComparison.Ordinal) ? Shown.Of(found.Replace('[', '<').Replace(']', '>'))
        : found.EndsWith("[]", StringComparison.Ordinal) && found.IndexOf('[') == found.Length - 2 && found.All(c => char.IsLower(c) || c is '[' or ']') ? $"list<{Shown.Of(found.Substring(0, found.Length - 2))}>"
        : null;

    public static Diagnostic LongType(Location at, int most) => new(
        InvalidTypeRule, at, $"This type has more than {most} names and brackets, the most that a type may have. Give it a name of its own in C#.");

    public static Diagnostic LooksLikeValue(Location at, string found, string word) => new(
        LooksLikeValueRule, at, $"{Shown.Quote(found)} is text here. Write {word}, or \"{Shown.Of(found)}\" if the text is meant.");

    public static Diagnostic UnknownWord(Location at, string key, string? found, IEnumerable<string> known, string hint) => new(
        WrongValueRule, at, $"{Shown.Quote(key)} takes {Shown.Join(known.ToList(), "or")}{(found is null ? "" : $", not {Shown.Quote(found)}")}.{hint}");

    public static Diagnostic NumberExpected(Location at, string key, string? found, bool isQuoted) => new(
        WrongValueRule, at,
        $"{Shown.Quote(key)} takes a number{(found is null ? "" : $", not {(isQuoted ? "the text " : "")}{Shown.Quote(found)}")}.{(isQuoted ? " Write it without quotes." : "")}");

    public static Diagnostic NumberOutOfRange(Location at, string key, string found, string least, string most, bool isWhole) => new(
        NumberRangeRule, at, $"{Shown.Quote(key)} is {Shown.Of(found)}, but it takes a {(isWhole ? "whole " : "")}number from {least} to {most}.");

    public static Diagnostic NumberTooLarge(Location at, string found) => new(
        NumberRangeRule, at, $"{Shown.Quote(found)} is larger than numbers can be, which end at about 1.8e308.");

    public static Diagnostic RetryExpected(Location at) => new(
        WrongValueRule, at, "'retry' takes the number of further attempts, as 3, or lines of 'attempts', 'delay', 'backoff', 'max_delay' and 'on' indented below it.");

    public static Diagnostic AttemptsMissing(Location at) => new(
        MissingValueRule, at, "'retry' has no 'attempts'. Write how many further attempts there are, as 'attempts: 3'.");

    public static Diagnostic FailuresMissing(Location at) => new(
        MissingValueRule, at, "'on' names no failure, so the step would never be tried again. Write those that it is tried again after, as [timeout, rate_limit], or delete the key.");

    public static Diagnostic DelayOverMax(Location at, string delay, string most) => new(
        DurationRule, at, $"'delay' is {Shown.Quote(delay)}, which is longer than 'max_delay', {Shown.Quote(most)}. Lower the one or raise the other.");

    public static Diagnostic FixedValue(Location at, string key, bool isText) => new(
        FixedValueRule, at,
        $"{Shown.Quote(key)} is fixed when the project is built, so it takes no '{{{{ }}}}'. Write the value itself{(isText ? @", or \{{ for the braces" : "")}.");

    public static Diagnostic UnclosedTemplate(Location at) => new(
        UnclosedTemplateRule, at, @"This '{{' is not closed. Write '}}' after the expression, or \{{ for the braces themselves.");

    public static Diagnostic ExpressionExpected(Location at, string key) => new(
        WrongValueRule, at, $"{Shown.Quote(key)} takes an expression in its line, as count(items) > 1.");

    public static Diagnostic EmptyExpression(Location at) => new(
        ExpressionRule, at, "There is no expression here. Write one, as message or count(items) > 1, or delete this.");

    /// <param name="what"><c>A value</c>, or what else belongs here.</param>
    public static Diagnostic ValueExpected(Location at, string what, string found, string? cure) => new(
        ExpressionRule, at, $"{what} is expected here, not {Shown.Quote(found)}.{(cure is null ? "" : $" {cure}.")}");

    public static Diagnostic ValueMissing(Location at, string what, string before) => new(
        ExpressionRule, at, $"{what} is missing after {Shown.Quote(before)}.");

    public static Diagnostic TrailingText(Location at, string found, string hint) => new(
        ExpressionRule, at, $"The expression ends before {Shown.Quote(found)}. Write an operator or a ',' between them, or delete this.{hint}");

    public static Diagnostic UnclosedBracket(Location at, string open, string close) => new(
        ExpressionRule, at, $"This '{open}' is not closed. Write '{close}' where it ends.");

    public static Diagnostic UnopenedBracket(Location at, string close) => new(
        ExpressionRule, at, $"This '{close}' closes nothing. Delete it, or write its opening bracket.");

    public static Diagnostic NotCallable(Location at) => new(
        ExpressionRule, at, "Only functions can be called, as count(x), contains(x, y), lower(x), upper(x), trim(x) or json(x). Call a method in a connector.");

    public static Diagnostic NotANumber(Location at, string found) => new(
        ExpressionRule, at, $"{Shown.Quote(found)} is not a number. Write it as 10, 0.5 or 1e-3; a text takes quotes, and of a name that starts with a digit '_' comes first.");

    public static Diagnostic TooManyOperators(Location at, int most) => new(
        TooDeepRule, at, $"This expression has more than {most} operators, the most that is allowed. Do a part of it in a step.");

    public static Diagnostic UnclosedText(Location at, string quote) => new(
        UnclosedStringRule, at, $"This text is not closed. Write {quote} at its end.");

    public static Diagnostic ForeignOperator(Location at, string found, string cure) => new(
        ForeignOperatorRule, at, $"{Shown.Quote(found)} is no operator here. {cure}.");

    public static Diagnostic ChainedComparison(Location at) => new(
        ChainedComparisonRule, at, "A comparison cannot be compared again. Write 'and' between two of them, as a < b and b < c.");

    public static Diagnostic UnknownSuppression(Location at, string id, string? meant) => new(
        UnknownSuppressionRule, at,
        id.Length == 0
            ? "'n3-disable' names no diagnostic. Write '# n3-disable N3S3001', with the id to silence."
            : $"There is no diagnostic {Shown.Quote(id)}. {(meant is null ? "Write the id as the build prints it, or delete the comment." : $"Write {meant}.")}");

    public static Diagnostic UnusedSuppression(Location at, string id, bool isError) => new(
        UnusedSuppressionRule, at,
        isError ? $"{id} is an error, which cannot be silenced. Delete the comment." : $"There is no {id} on this line or the next to silence. Delete the comment.");
}
