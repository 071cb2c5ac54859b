using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Semantics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Generator.Connectors;

/// <summary>
/// What reading one <c>[Connector]</c> method gave. Places are here, beside the model and never in it: an edit that
/// only moves the method leaves <see cref="Model"/> equal, and with it all that follows.
/// </summary>
/// <param name="Model">Null if the method cannot be a connector; <paramref name="Refusals"/> says why.</param>
/// <param name="Name">What the attribute says.</param>
/// <param name="Display">The method as messages write it.</param>
/// <param name="NameLocation">Where the name is written; of a referenced assembly, nowhere.</param>
/// <param name="MarkedOwner">The class by its metadata name, if other projects can call the connector; else empty.</param>
internal sealed record ConnectorReading(
    ConnectorModel? Model,
    string Name,
    string Display,
    Location NameLocation,
    string MarkedOwner,
    EquatableArray<Diagnostic> Refusals)
{
    /// <summary>In the order in which, of two connectors of one name, the first counts.</summary>
    public static EquatableArray<ConnectorReading> Sort(IEnumerable<ConnectorReading> readings) => readings
        .OrderBy(reading => reading.NameLocation.Path ?? "", StringComparer.Ordinal)
        .ThenBy(reading => reading.NameLocation.Span.Start)
        .ThenBy(reading => reading.Display, StringComparer.Ordinal)
        .ToEquatableArray();

    /// <summary>The connectors that chains can call, and the names of those that they could if the method were right.</summary>
    public static ConnectorTable ToTable(EquatableArray<ConnectorReading> sorted)
    {
        NameTable<ConnectorModel> models = sorted
            .Select(reading => reading.Model)
            .OfType<ConnectorModel>()
            .GroupBy(model => model.Name, StringComparer.Ordinal)
            .Select(group => group.First())
            .ToNameTable();
        return new ConnectorTable(models, sorted
            .Select(reading => reading.Name)
            .Where(name => models.Find(name) is null)
            .Distinct(StringComparer.Ordinal)
            .ToEquatableArray());
    }

    /// <summary>Every mistake in the connectors of a project, those of two that share a name included.</summary>
    public static EquatableArray<Diagnostic> Diagnose(EquatableArray<ConnectorReading> sorted)
    {
        var firsts = new Dictionary<string, ConnectorReading>(StringComparer.Ordinal);
        var diagnostics = new List<Diagnostic>();
        foreach (ConnectorReading reading in sorted)
        {
            diagnostics.AddRange(reading.Refusals);
            if (!firsts.TryGetValue(reading.Name, out ConnectorReading? first))
            {
                firsts.Add(reading.Name, reading);
            }
            else if (ConnectorName.IsUsable(reading.Name))
            {
                diagnostics.Add(ConnectorDiagnostics.DuplicateName(
                    reading.NameLocation, reading.Name, reading.Display, first.Display));
            }
        }

        return diagnostics.ToEquatableArray();
    }
}
