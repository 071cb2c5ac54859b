namespace Namel3ss.Compiler.Semantics;

/// <summary>A condition that is known to hold, or not to hold, where an expression stands.</summary>
/// <param name="HeadOf">The <c>while</c> in whose head it stands.</param>
internal sealed record KnownCondition(BoundExpression Condition, bool Holds, int? HeadOf = null)
{
    /// <summary>Whether it could not be so if that name or path were null.</summary>
    public bool Excludes(string key) =>
        NullLogic.Holds(Condition, part => NullLogic.KeyOf(part, HeadOf) == key ? true : null) is { } outcome && outcome != Holds;
}

/// <summary>All that hold at a place: the last, and those around it.</summary>
internal sealed class KnownConditions(KnownCondition last, KnownConditions? others)
{
    // Of a chain of branches each asks again what the one before has asked, and one condition is new.
    private readonly Dictionary<string, bool> _excludes = new(StringComparer.Ordinal);

    /// <summary>From the outermost.</summary>
    public IEnumerable<KnownCondition> All
    {
        get
        {
            var all = new Stack<KnownCondition>();
            for (KnownConditions? at = this; at is not null; at = at.Others)
            {
                all.Push(at.Last);
            }

            return all;
        }
    }

    private KnownCondition Last => last;

    private KnownConditions? Others => others;

    /// <summary>Whether one of them could not be so if that name or path were null.</summary>
    public bool Excludes(string key)
    {
        bool excludes = false;
        var asked = new Stack<KnownConditions>();
        KnownConditions? at = this;
        while (at is not null && !at._excludes.TryGetValue(key, out excludes))
        {
            asked.Push(at);
            at = at.Others;
        }

        while (asked.Count > 0)
        {
            at = asked.Pop();
            excludes = excludes || at.Last.Excludes(key);
            at._excludes.Add(key, excludes);
        }

        return excludes;
    }
}
