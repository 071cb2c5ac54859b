using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>A value of a key. Which kind it is, the key decides (see <see cref="Keys"/>).</summary>
public abstract record ValueSyntax(TextSpan Span);

/// <summary>There is no value, or none that could be read; the mistake is reported already.</summary>
public sealed record MissingValueSyntax(TextSpan Span) : ValueSyntax(Span);

public enum ScalarKind
{
    Text,
    Number,
    Boolean,
    Null,
}

/// <summary>
/// A plain value. <see cref="Text"/> is the text with escapes resolved; of a number, its digits as written.
/// </summary>
public sealed record ScalarSyntax(TextSpan Span, ScalarKind Kind, string Text, bool IsQuoted) : ValueSyntax(Span);

public sealed record ListSyntax(TextSpan Span, EquatableArray<ValueSyntax> Items) : ValueSyntax(Span);

public sealed record MapSyntax(TextSpan Span, EquatableArray<MapEntrySyntax> Entries) : ValueSyntax(Span);

public sealed record MapEntrySyntax(TextSpan Span, TextSpan KeySpan, string Key, ValueSyntax Value);

/// <summary>Names: of <c>target</c> (one; a dotted one is one name), <c>as</c> (one), <c>depends_on</c>, <c>output</c>, <c>fallback</c>.</summary>
public sealed record NamesSyntax(TextSpan Span, EquatableArray<NameSyntax> Names) : ValueSyntax(Span);

/// <summary>A length of time, checked to be within its bounds.</summary>
public sealed record DurationSyntax(TextSpan Span, TimeSpan Duration) : ValueSyntax(Span);

/// <summary>A whole number, checked to be within its bounds: of <c>max_tokens</c> and its like.</summary>
public sealed record CountSyntax(TextSpan Span, int Count) : ValueSyntax(Span);

/// <summary>A number, checked to be within its bounds: of <c>temperature</c>.</summary>
public sealed record NumberSyntax(TextSpan Span, double Number) : ValueSyntax(Span);

public enum RetryBackoff
{
    Constant,
    Linear,
    Exponential,
}

/// <summary>Failures that a step is tried again after.</summary>
[Flags]
public enum RetryOn
{
    Timeout = 1,
    RateLimit = 2,
    Server = 4,
    Network = 8,
    Answer = 16,
    Any = 32,
}

/// <summary>Further attempts; what is null is not written.</summary>
public sealed record RetrySyntax(
    TextSpan Span, int Attempts, TimeSpan? Delay = null, RetryBackoff? Backoff = null, TimeSpan? MaxDelay = null, RetryOn? On = null) : ValueSyntax(Span);

/// <summary>A type, of <c>returns</c>.</summary>
public sealed record TypeValueSyntax(TextSpan Span, TypeSyntax Type) : ValueSyntax(Span);

public enum TypeSyntaxKind
{
    Text,
    Integer,
    Number,
    Boolean,
    Json,
    List,

    /// <summary>A C# type name, its text checked to be one and nothing else.</summary>
    CSharp,
}

/// <param name="Text">As written, for messages; of a C# type, what C# is given (without a final <c>?</c>).</param>
/// <param name="Element">The item type of a list.</param>
public sealed record TypeSyntax(TextSpan Span, TypeSyntaxKind Kind, string Text, bool IsNullable, TypeSyntax? Element = null);

/// <summary>A value that is exactly one <c>{{ expression }}</c>, or of a key that wants an expression: typed.</summary>
public sealed record ExpressionValueSyntax(TextSpan Span, ExpressionSyntax Expression) : ValueSyntax(Span);

/// <summary>
/// Text with expressions in it. Where only text is wanted, as of <c>prompt</c>, so is a single expression.
/// </summary>
public sealed record TemplateSyntax(TextSpan Span, EquatableArray<TemplatePartSyntax> Parts) : ValueSyntax(Span);

/// <summary>A part of a template: text, or an expression (<see cref="Text"/> is then empty).</summary>
public sealed record TemplatePartSyntax(string Text, ExpressionSyntax? Expression);
