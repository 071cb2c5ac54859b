using System.ComponentModel;

namespace Namel3ss.CompilerServices;

/// <summary>The static facts of a chat model that a <c>.ai</c> file declares, one object per declaration.</summary>
/// <param name="name">The model's name in the <c>.ai</c> file.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LlmInfo(string name)
{
    private LlmInfo[]? _candidates;

    /// <summary>The model's name in the <c>.ai</c> file.</summary>
    public string Name { get; } = name;

    /// <summary>The key of its <c>IChatClient</c>; null for the model's name, else the client without a key.</summary>
    public string? Client { get; init; }

    /// <summary>What the provider calls the model; null for what the client is made for.</summary>
    public string? Model { get; init; }

    /// <summary>How freely the model answers; null for the provider's default.</summary>
    public float? Temperature { get; init; }

    /// <summary>The longest answer in tokens; null for the provider's default.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>What every conversation starts with, unless the step says something else.</summary>
    public string? System { get; init; }

    /// <summary>How many calls of this model may run at once in the process; null for no limit of its own.</summary>
    public int? MaxConcurrent
    {
        get => Limit?.MaxConcurrentCalls;
        init => Limit = value is { } limit ? new ChainLimiter(limit) : null;
    }

    /// <summary>The models that are asked when this one fails; a function, because they may be declared after it.</summary>
    public Func<LlmInfo[]>? Fallback { get; init; }

    /// <summary>Where the model is declared, such as <c>models.ai:3</c>, for messages.</summary>
    public string? Location { get; init; }

    /// <summary>The model's own limit.</summary>
    internal ChainLimiter? Limit { get; private init; }

    /// <summary>The model itself and, in the order in which they are asked, those it falls back on, theirs included.</summary>
    internal IReadOnlyList<LlmInfo> Candidates => _candidates ??= [.. Flatten().Distinct()];

    private IEnumerable<LlmInfo> Flatten() => [this, .. (Fallback?.Invoke() ?? []).SelectMany(model => model.Flatten())];
}
