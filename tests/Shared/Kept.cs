using System.Reflection;
using System.Text.Json;

namespace Namel3ss.Tests;

/// <summary>Looks through everything that a run holds on to: its results, and nothing of what made them.</summary>
internal static class Kept
{
    /// <summary>Facts of chains, which live as long as the process, and what belongs to the user.</summary>
    private static readonly string[] Known = ["ChainInfo", "StepInfo", "LlmInfo"];

    private static readonly string[] Made =
        ["Chain", "ChainLoop", "BodyTask", "ChainFlow", "RunExtras", "ProgressQueue", "RunTelemetry", "RunScopes", "ChatClients", "ChainLimiter", "RunHarness", "ChainOptions"];

    /// <returns>The way to the first object that should be gone; null if there is none.</returns>
    public static string? By(object run)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance) { run };
        var open = new Queue<(object Value, string Way)>([(run, run.GetType().Name)]);
        while (open.TryDequeue(out var next))
        {
            foreach (var (name, value) in Parts(next.Value))
            {
                var way = $"{next.Way}.{name}";
                if (IsOfTheRun(value))
                {
                    return $"{way}: {value.GetType()}";
                }

                if (!IsLeaf(value) && (value.GetType().IsValueType || seen.Add(value)))
                {
                    open.Enqueue((value, way));
                }
            }
        }

        return null;
    }

    private static bool IsOfTheRun(object value)
    {
        if (value is Delegate or ExecutionContext or CancellationTokenSource or Task or ITimer or IServiceProvider or IProgress<ChainProgress>)
        {
            return true;
        }

        for (var type = value.GetType(); type is not null; type = type.BaseType)
        {
            if (type.Assembly == typeof(ChainRun).Assembly && Made.Contains(type.Name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsLeaf(object value) =>
        value is string or Pointer or MemberInfo or Assembly or Exception or JsonSerializerOptions or JsonElement
        || value.GetType() is { IsPrimitive: true } or { IsEnum: true }
        || (value.GetType().Assembly == typeof(ChainRun).Assembly && Known.Contains(value.GetType().Name));

    private static IEnumerable<(string Name, object Value)> Parts(object value)
    {
        if (value is Array array)
        {
            return array.Cast<object?>().Where(item => item is not null).Select((item, index) => ($"[{index}]", item!));
        }

        return Fields(value.GetType())
            .Where(field => !field.FieldType.IsPointer && !field.FieldType.IsByRefLike)
            .Select(field => (field.Name, Value: field.GetValue(value)))
            .Where(part => part.Value is not null)
            .Select(part => (part.Name, part.Value!));
    }

    private static IEnumerable<FieldInfo> Fields(Type? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                yield return field;
            }
        }
    }
}
