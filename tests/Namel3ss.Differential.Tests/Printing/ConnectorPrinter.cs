using System.Globalization;
using Namel3ss.Differential.Tests.Model;

namespace Namel3ss.Differential.Tests.Printing;

/// <summary>The connectors as C# methods, which leave all that they do to the lab.</summary>
internal static class ConnectorPrinter
{
    public static string Print(IEnumerable<Connector> connectors) =>
        $$"""
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using Namel3ss;
        using Namel3ss.Differential.Tests.Harness;
        using Namel3ss.Differential.Tests.Model;

        namespace Compiled;

        public static class Connectors
        {
        {{string.Join("\n", connectors.Select(Print))}}
        }
        """;

    private static string Print(Connector connector)
    {
        // Parameters that are not required stand last in C#.
        string parameters = string.Concat(connector.Parameters.Where(parameter => parameter.IsRequired)
            .Select(parameter => $"{parameter.Type.CSharp} {parameter.Name}, ")) + "StepContext context" + string.Concat(connector.Parameters
            .Where(parameter => !parameter.IsRequired)
            .Select(parameter => $", {parameter.Type.CSharp} {parameter.Name} = {Default(parameter.Default)}"));
        string arguments = string.Join(", ", connector.Parameters.Select(parameter => parameter.Name));
        string type = connector.Returns?.CSharp ?? "object?";
        (string returns, string method) = connector.Shape switch
        {
            Shape.Task => (connector.Returns is null ? "Task" : $"Task<{type}>", $"RunAsync<{type}>"),
            Shape.ValueTask => ($"ValueTask<{type}>", $"RunAsync<{type}>"),
            Shape.Sequence => ("IAsyncEnumerable<int>", "RunSequenceAsync"),
            _ => (type, $"Run<{type}>"),
        };
        string mark = $"[Connector(\"{connector.Name}\"{(connector.Shape == Shape.Inline ? ", Inline = true, TakesPermit = false" : "")})]";
        string call = $"Lab.{method}(\"{connector.Name}\", context, new object?[] {{ {arguments} }})";
        return $"    {mark} public static {returns} M_{connector.Name}({parameters}) => {(connector.Shape == Shape.ValueTask ? $"new({call})" : call)};";
    }

    private static string Default(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
