namespace Samples;

/// <summary>From when to when something ran.</summary>
internal readonly record struct TimeRange(TimeSpan From, TimeSpan To)
{
    public TimeSpan Length => To - From;

    /// <summary>The same time in ranges that do not touch, in order.</summary>
    public static IReadOnlyList<TimeRange> Join(IEnumerable<TimeRange> ranges)
    {
        var joined = new List<TimeRange>();
        foreach (var range in ranges.OrderBy(range => range.From))
        {
            if (joined.Count > 0 && range.From <= joined[^1].To)
            {
                joined[^1] = joined[^1] with { To = range.To > joined[^1].To ? range.To : joined[^1].To };
            }
            else
            {
                joined.Add(range);
            }
        }

        return joined;
    }
}
