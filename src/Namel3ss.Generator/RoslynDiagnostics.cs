using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Diagnostic = Namel3ss.Compiler.Diagnostics.Diagnostic;
using Location = Namel3ss.Compiler.Text.Location;

namespace Namel3ss.Generator;

/// <summary>The compiler's diagnostics as Roslyn's: the one place that makes descriptors.</summary>
internal static class RoslynDiagnostics
{
    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> ById =
        Compiler.Compilation.Descriptors.ToImmutableDictionary(descriptor => descriptor.Id, Create);

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
        ById.Values.OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal).ToImmutableArray();

    public static DiagnosticDescriptor Of(Compiler.Diagnostics.DiagnosticDescriptor descriptor) => ById[descriptor.Id];

    public static Microsoft.CodeAnalysis.Diagnostic Create(Diagnostic diagnostic) => Create(diagnostic, At(diagnostic.Location));

    /// <param name="diagnostic">The diagnostic, without a place.</param>
    /// <param name="location">Its place in C#.</param>
    /// <param name="properties">What a code fix needs.</param>
    public static Microsoft.CodeAnalysis.Diagnostic Create(
        Diagnostic diagnostic, Microsoft.CodeAnalysis.Location location, ImmutableDictionary<string, string?>? properties = null) =>
        Microsoft.CodeAnalysis.Diagnostic.Create(ById[diagnostic.Id], location, properties, diagnostic.Message);

    public static Microsoft.CodeAnalysis.Diagnostic Create(Diagnostic diagnostic, DiagnosticSeverity severity) =>
        Microsoft.CodeAnalysis.Diagnostic.Create(
            ById[diagnostic.Id], At(diagnostic.Location), severity, additionalLocations: null, properties: null, diagnostic.Message);

    private static Microsoft.CodeAnalysis.Location At(Location location) => string.IsNullOrEmpty(location.Path)
        ? Microsoft.CodeAnalysis.Location.None
        : Microsoft.CodeAnalysis.Location.Create(
            location.Path,
            new TextSpan(location.Span.Start, location.Span.Length),
            new LinePositionSpan(
                new LinePosition(location.Lines.Start.Line, location.Lines.Start.Character),
                new LinePosition(location.Lines.End.Line, location.Lines.End.Character)));

    /// <summary>
    /// The message comes whole from the compiler. An error cannot be configured away, as those of C# cannot: the chain
    /// would compile to members that only fail.
    /// </summary>
    private static DiagnosticDescriptor Create(Compiler.Diagnostics.DiagnosticDescriptor descriptor) => new(
        descriptor.Id,
        descriptor.Title,
        "{0}",
        "Namel3ss." + descriptor.Category,
        descriptor.Severity switch
        {
            Compiler.Diagnostics.DiagnosticSeverity.Error => DiagnosticSeverity.Error,
            Compiler.Diagnostics.DiagnosticSeverity.Warning => DiagnosticSeverity.Warning,
            _ => DiagnosticSeverity.Info,
        },
        isEnabledByDefault: true,
        description: null,
        helpLinkUri: descriptor.HelpLink,
        customTags: descriptor.Severity == Compiler.Diagnostics.DiagnosticSeverity.Error
            ? [WellKnownDiagnosticTags.NotConfigurable]
            : []);
}
