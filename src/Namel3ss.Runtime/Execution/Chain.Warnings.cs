using Microsoft.Extensions.Logging;

namespace Namel3ss.CompilerServices;

// What a run has to say though nothing failed. It is in the log and, for those who have none, in the run and its events.
public sealed partial class Chain
{
    /// <summary>What the run has warned of so far; null if of nothing.</summary>
    private IReadOnlyList<string>? Warnings => WarningsIn(_extras);

    private IReadOnlyList<string>? WarningsIn(RunExtras? extras) =>
        (extras as WarnedExtras)?.Warnings ?? (IsSequentialUnasked ? _info.SequentialWarnings : null);

    /// <summary>Steps run one after another and nobody has said so: whoever did knows, and needs no advice.</summary>
    private bool IsSequentialUnasked => !_isParallel && !HasChosenMode;

    private bool HasChosenMode => _options?.Caller is { } caller
        ? caller.HasChosenMode
        : (_options?.EnableParallelSteps ?? Settings.ParallelSteps) is not null;

    /// <summary>A <c>while</c> has had as many iterations as it may.</summary>
    internal void WarnOfLoopLimit(string? location, int maxIterations)
    {
        _logger?.LoopLimitReached(_info.DisplayName, location, maxIterations);
        var warning = LogLine.TextOf(log => log.LoopLimitReached(_info.DisplayName, location, maxIterations));
        for (var chain = this; chain is not null; chain = chain._options?.Caller)
        {
            // At once and not when the called run has ended: it may be an attempt that fails, or end too late.
            chain.Keep(warning);
        }

        Report([warning]);
    }

    /// <summary>Says at the start of a run what is known of it by then.</summary>
    private void WarnAtStart(RuntimeConfiguration configuration)
    {
        if (_logger is not null)
        {
            LogOnce(_logger, configuration);
        }

        if (Progress is not null && _options?.Caller is null && Warnings is { } warnings)
        {
            Report(warnings);
        }
    }

    private void LogOnce(ILogger logger, RuntimeConfiguration configuration)
    {
        if (_info.HasParallelSteps && !_isParallel && configuration.FirstTime(Notice.ParallelStepsAreOff))
        {
            logger.ParallelStepsAreOff(_info.DisplayName, SettingNames.EnableParallelSteps);
        }

        if (Limiter.MaxConcurrentCalls > ChainLimiter.HighLimit && Limiter == Settings.Limiter && configuration.FirstTime(Notice.LimitIsHigh))
        {
            logger.LimitIsHigh(SettingNames.MaxConcurrentLlmCalls, Limiter.MaxConcurrentCalls, ChainLimiter.HighLimit);
        }
    }

    private void Report(IReadOnlyList<string> warnings)
    {
        if (Progress is { } progress)
        {
            foreach (var warning in warnings)
            {
                progress.Enqueue(ChainProgress.OfWarning(_info.Name, warning, _clock.GetElapsedTime(Origin)));
            }

            progress.Drain();
        }
    }

    /// <summary>Called chains may do it beside each other.</summary>
    private void Keep(string warning)
    {
        while (true)
        {
            var before = _extras;
            var warnings = WarningsIn(before) ?? [];
            if (warnings.Contains(warning)
                || Interlocked.CompareExchange(ref _extras, new WarnedExtras(before, [.. warnings, warning]), before) == before)
            {
                return;
            }
        }
    }
}
