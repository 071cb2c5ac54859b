using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Diagnostics;

public enum DiagnosticSeverity
{
    Info,
    Warning,
    Error,
}

/// <summary>One kind of mistake: what is the same each time it is reported. Its id is never given to another.</summary>
public sealed record DiagnosticDescriptor(string Id, DiagnosticSeverity Severity, string Title)
{
    /// <summary>The stage that reports it, by the first digit of its number.</summary>
    public string Category => Id[3] switch
    {
        '0' => "Reading",
        '1' => "Chain",
        '2' => "Binding",
        _ => "Scheduling",
    };

    public string HelpLink => $"https://github.com/namel3ss/Namel3ss.Generator/blob/main/docs/diagnostics/{Id}.md";
}

/// <summary>A mistake at its place. The message says what is wrong, in the file's own names, and the cure.</summary>
public sealed record Diagnostic(DiagnosticDescriptor Descriptor, Location Location, string Message)
{
    public string Id => Descriptor.Id;

    /// <summary>One line, whatever the file's names hold.</summary>
    public string Message { get; } = Shown.Visible(Message);

    public DiagnosticSeverity Severity => Descriptor.Severity;

    public override string ToString() =>
        $"{Location.Path}({Location.LineNumber},{Location.Lines.Start.Character + 1}): {Severity.ToString().ToLowerInvariant()} {Id}: {Message}";
}
