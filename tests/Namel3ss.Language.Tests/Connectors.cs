using System.Runtime.CompilerServices;

namespace Namel3ss.Language.Tests;

internal enum Level
{
    Low,
    VeryHigh,
}

internal sealed record Inner(int Depth);

internal sealed record Window(int From, int To)
{
    public string? Label { get; init; }

    public Inner? Inner { get; set; }
}

/// <summary>The connectors of the constructs: each as small as its purpose allows.</summary>
internal static class Connectors
{
    [Connector("mean_of_nothing")]
    public static double MeanOfNothing() => double.NaN;

    [Connector("scalars")]
    public static string Scalars(
        string text, string bare, char letter, bool flag, byte tiny, int whole, long large, float single, double floating, decimal exact,
        Level level, Guid id, Uri link, DateOnly day, DateTime moment, DateTimeOffset local, TimeOnly clock, TimeSpan span, TimeSpan length, string? nothing) =>
        string.Join("|", text, bare, letter, flag, tiny, whole, large, single, floating, exact, level, id, link.OriginalString,
            day.ToString("o"), moment.ToString("o"), local.ToString("o"), clock.ToString("o"), span, length, nothing ?? "null");

    [Connector("lists")]
    public static string Lists(int[] numbers, IReadOnlyList<string> words, IEnumerable<string> empty) =>
        $"{string.Join("+", numbers)} {string.Join("+", words)} {empty.Count()}";

    [Connector("collections")]
    public static string Collections(List<byte> list, ICollection<int[]> nested, IReadOnlyCollection<Window?> windows, params string[] rest) =>
        $"{string.Join("+", list)} {string.Join("+", nested.Select(numbers => string.Join(",", numbers)))} {string.Join("+", windows.Select(window => $"{window?.From}"))} {string.Join("+", rest)}";

    [Connector("numbers_or_null")]
    public static string NumbersOrNull(List<int?> numbers) => string.Join("+", numbers.Select(number => $"{number?.ToString() ?? "null"}"));

    [Connector("from_map")]
    public static string FromMap(IReadOnlyDictionary<string, object?> map) => $"{map["a"]}";

    [Connector("map")]
    public static IReadOnlyDictionary<string, object?> Map() => new Dictionary<string, object?> { ["a"] = 1 };

    [Connector("objects")]
    public static string Objects(Window window) => window.ToString();

    [Connector("rest")]
    public static string Rest(int known, IReadOnlyDictionary<string, object?> options) =>
        $"{known} {string.Join(" ", options.OrderBy(option => option.Key, StringComparer.Ordinal).Select(option => $"{option.Key}={Show(option.Value)}"))}";

    [Connector("anything")]
    public static string Anything(object anything) => $"{anything.GetType().Name}:{anything}";

    [Connector("echo")]
    public static string Echo(string text) => text;

    [Connector("number")]
    public static Task<int> NumberAsync(int value = 3) => Task.FromResult(value);

    [Connector("word")]
    public static string Word() => "word";

    [Connector("combine")]
    public static string Combine(int number, string word) => $"{word} {number}";

    [Connector("double_it")]
    public static int DoubleIt(int value) => value * 2;

    [Connector("numbers")]
    public static IReadOnlyList<int> Numbers() => [10, 20];

    [Connector("some_numbers")]
    public static IReadOnlyList<int?> SomeNumbers() => [1, null, 3];

    [Connector("maybe_numbers")]
    public static IReadOnlyList<int?>? MaybeNumbers(bool any) => any ? [5, null] : null;

    [Connector("some_words")]
    public static IReadOnlyList<string?>? SomeWords(bool any) => any ? ["a", null, "c"] : null;

    [Connector("sum_if_any")]
    public static int SumIfAny(IReadOnlyList<int>? values) => values?.Sum() ?? -1;

    [Connector("sum")]
    public static int Sum(IReadOnlyList<int> values) => values.Sum();

    [Connector("search")]
    public static async Task<string> SearchAsync(string index, string query, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        return $"{index}:{query}";
    }

    [Connector("join")]
    public static string Join(IEnumerable<string> parts) => string.Join(",", parts);

    [Connector("fails_if")]
    public static string FailsIf(bool shouldFail) => shouldFail ? throw new InvalidOperationException("it failed") : "fine";

    [Connector("double_word")]
    public static string DoubleWord(string word) => word + word;

    [Connector("maybe_word")]
    public static string MaybeWord(string? word) => word ?? "none";

    [Connector("shape_task")]
    public static Task<int> ShapeTask() => Task.FromResult(1);

    [Connector("shape_value_task")]
    public static ValueTask<string> ShapeValueTask() => new("2");

    [Connector("shape_plain", TakesPermit = false)]
    public static Level ShapePlain() => Level.VeryHigh;

    [Connector("shape_inline", Inline = true)]
    public static int ShapeInline() => Environment.CurrentManagedThreadId;

    [Connector("shape_sequence")]
    public static async IAsyncEnumerable<int> ShapeSequence([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int i = 0; i < 3; i++)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return i;
        }
    }

    [Connector("shape_nothing")]
    public static void ShapeNothing()
    {
    }

    [Connector("shape_nothing_async")]
    public static Task ShapeNothingAsync() => Task.CompletedTask;

    [Connector("shape_nullable")]
    public static Task<int?> ShapeNullable() => Task.FromResult<int?>(null);

    [Connector("where_am_i")]
    public static string WhereAmI(StepContext context) => $"{context.Chain}/{context.Step}";

    [Connector("odd_parameters")]
    public static string OddParameters(string @class, int @event) => $"{@class}{@event}";

    private static string Show(object? value) => value switch
    {
        null => "null",
        object?[] list => $"[{string.Join(",", list.Select(Show))}]",
        IReadOnlyDictionary<string, object?> map => $"{{{string.Join(",", map.Select(entry => $"{entry.Key}={Show(entry.Value)}"))}}}",
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}

internal sealed class AsyncDisposableConnector : IAsyncDisposable
{
    public static int Disposed;

    [Connector("shape_disposed_later")]
    public int DisposedLater() => Volatile.Read(ref Disposed);

    [Connector("shape_disposed_stream")]
    public async IAsyncEnumerable<int> DisposedStream()
    {
        await Task.Yield();
        yield return Volatile.Read(ref Disposed);
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await Task.Yield();
        Interlocked.Increment(ref Disposed);
    }
}

internal sealed class InstanceConnector
{
    private readonly string _made = "made";

    [Connector("shape_instance")]
    public string Instance() => _made;
}

internal sealed class DisposableConnector : IAsyncDisposable
{
    public static int Disposed;

    [Connector("shape_disposable")]
    public async Task<int> DisposableAsync()
    {
        await Task.Yield();
        return Volatile.Read(ref Disposed);
    }

    public ValueTask DisposeAsync()
    {
        Interlocked.Increment(ref Disposed);
        return default;
    }
}
