namespace Namel3ss.Compiler.Syntax;

/// <summary>How the value of a key is read (docs/language.md, "Values").</summary>
public enum ValueReading
{
    /// <summary>A word of the language, as of <c>kind</c>.</summary>
    Word,
    Text,
    Boolean,
    Duration,
    Name,
    Names,
    Type,

    /// <summary>A map of plain values, as of <c>options</c>.</summary>
    Map,

    /// <summary>Steps, as of <c>steps</c>.</summary>
    Block,

    /// <summary>A key of the language that this version cannot do yet: an error that says so, never another meaning.</summary>
    Later,
}

/// <summary>Every key of the language, by what it stands in: the one place that knows them.</summary>
public static class Keys
{
    public const string Description = "description";
    public const string Timeout = "timeout";
    public const string Output = "output";
    public const string Steps = "steps";
    public const string Kind = "kind";
    public const string Target = "target";
    public const string Parallel = "parallel";
    public const string DependsOn = "depends_on";
    public const string Options = "options";
    public const string StopOnError = "stop_on_error";
    public const string ContinueOnError = "continue_on_error";
    public const string Returns = "returns";
    public const string Schedule = "schedule";
    public const string Prompt = "prompt";
    public const string System = "system";
    public const string Text = "text";
    public const string Retry = "retry";
    public const string If = "if";
    public const string ForEach = "for_each";
    public const string As = "as";
    public const string MaxParallel = "max_parallel";

    public static IReadOnlyDictionary<string, ValueReading> OfChain { get; } = new Dictionary<string, ValueReading>
    {
        [Description] = ValueReading.Text,
        [Timeout] = ValueReading.Duration,
        [Output] = ValueReading.Names,
        [Steps] = ValueReading.Block,
        ["inputs"] = ValueReading.Later,
        ["schedule"] = ValueReading.Later,
    };

    public static IReadOnlyDictionary<string, ValueReading> OfStep { get; } = new Dictionary<string, ValueReading>
    {
        [Kind] = ValueReading.Word,
        [Target] = ValueReading.Name,
        [Parallel] = ValueReading.Boolean,
        [DependsOn] = ValueReading.Names,
        [Options] = ValueReading.Map,
        [StopOnError] = ValueReading.Boolean,
        [ContinueOnError] = ValueReading.Boolean,
        [Returns] = ValueReading.Type,
        ["prompt"] = ValueReading.Later,
        ["system"] = ValueReading.Later,
        ["text"] = ValueReading.Later,
        [Timeout] = ValueReading.Later,
        ["retry"] = ValueReading.Later,
        ["if"] = ValueReading.Later,
        ["for_each"] = ValueReading.Later,
        ["as"] = ValueReading.Later,
        ["max_parallel"] = ValueReading.Later,
    };
}
