using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Namel3ss.CompilerServices;
using Namel3ss.Runtime.Tests.Chains;
using Namel3ss.Runtime.Tests.Models.Answers;

namespace Namel3ss.Runtime.Tests.Models.Corpus;

/// <summary>What steps of the corpus return, by the name in its index.</summary>
internal static class CorpusTypes
{
    private static readonly LlmInfo Model = new("m");

    public static IReadOnlyDictionary<string, Func<IChatClient, Task<ModelRun<object>>>> All { get; } =
        new Dictionary<string, Func<IChatClient, Task<ModelRun<object>>>>
        {
            ["text"] = AskAsync<string>,
            ["json"] = AskAsync<JsonElement>,
            ["list<text>"] = AskAsync<IReadOnlyList<string>>,
            ["dict<text>"] = AskAsync<Dictionary<string, string>>,
            ["Level"] = AskAsync<Level>,
            ["Urgency"] = AskAsync<Urgency>,
            ["Payment"] = AskAsync<Payment>,
            ["Decision"] = AskAsync<Decision>,
            ["Weather"] = AskAsync<Weather>,
            ["Item"] = AskAsync<Item>,
            ["Booking"] = AskAsync<Booking>,
        };

    private static Task<ModelRun<object>> AskAsync<T>(IChatClient client) => ModelChain.AskAsync<object>(
        ModelChain.Info<T>(Model), new Lab().Options(client), async (call, token) => (await call.Prompt("Hi").CallAsync<T>(token))!);
}

internal sealed record Weather(string City, double Temperature, string Units);

internal sealed record Item(string Name, int Count, double Price, bool InStock, IReadOnlyList<string> Tags);

internal sealed class Booking
{
    [StringLength(10)]
    public required string Name { get; init; }

    [Range(1, 9)]
    public required int Seats { get; init; }

    [RegularExpression("[A-Z]{3}")]
    public required string Airport { get; init; }

    public required DateTimeOffset At { get; init; }

    public Uri? Link { get; init; }
}
