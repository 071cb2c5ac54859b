using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>Collects what the parser reports about one file.</summary>
internal sealed class DiagnosticBag(SourceFile file)
{
    /// <summary>A file that is not text of this language at all would bury the build under messages.</summary>
    private const int MaxCount = 1000;

    private readonly List<Diagnostic> _diagnostics = [];
    private int _muted;

    /// <summary>
    /// A line of the declaration at hand does not stand in the block that it was meant for. What is said of the places of
    /// further lines follows from that: it is one mistake.
    /// </summary>
    public bool IsMisplaced { get; private set; }

    /// <summary>All errors reported so far, those left out by the cap too.</summary>
    public int ErrorCount { get; private set; }

    public void Report(Diagnostic diagnostic)
    {
        if (_muted > 0)
        {
            return;
        }

        if (diagnostic.Severity == DiagnosticSeverity.Error)
        {
            ErrorCount++;
        }

        if (IsMisplaced && (ReadingDiagnostics.IsOfPlace(diagnostic.Descriptor) || ChainDiagnostics.All.Contains(diagnostic.Descriptor)))
        {
            return;
        }

        IsMisplaced |= ChainDiagnostics.Misplaces(diagnostic.Descriptor);
        if (_diagnostics.Count < MaxCount)
        {
            _diagnostics.Add(diagnostic);
        }
    }

    /// <summary>Reports a line whose indentation tells no block that it could be meant for.</summary>
    public void ReportStray(Diagnostic diagnostic)
    {
        Report(diagnostic);
        IsMisplaced |= _muted == 0;
    }

    /// <summary>The lines that follow stand by themselves again.</summary>
    public void BeginDeclaration() => IsMisplaced = false;

    public Location Locate(TextSpan span) => file.Locate(span);

    /// <summary>The first span, if it lies in one line; else the other one, which does.</summary>
    public TextSpan OneLine(TextSpan span, TextSpan other)
    {
        LineSpan lines = file.Locate(span).Lines;
        return lines.Start.Line == lines.End.Line ? span : other;
    }

    /// <summary>The line of a position as people count it, for messages that name a second place.</summary>
    public int LineNumber(int position) => file.GetLinePosition(position).Line + 1;

    /// <summary>Reads something whose mistakes are of no interest: the thing around it is reported already.</summary>
    public void Mute(Action read)
    {
        _muted++;
        read();
        _muted--;
    }

    /// <summary>In the order of the file.</summary>
    public EquatableArray<Diagnostic> ToEquatableArray() =>
        _diagnostics.OrderBy(diagnostic => diagnostic.Location.Span.Start).ToEquatableArray();
}
