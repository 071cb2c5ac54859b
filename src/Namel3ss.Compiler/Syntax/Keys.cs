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

    /// <summary>Text with <c>{{ }}</c>, as of <c>prompt</c>: never a typed value.</summary>
    Template,

    /// <summary>An expression, bare, in braces or in quotes.</summary>
    Expression,

    /// <summary>The name of a loop variable.</summary>
    Variable,

    /// <summary>Names of chat models.</summary>
    Models,
    Schedule,
    Retry,

    /// <summary>A whole number, from 1 to the most that its key allows.</summary>
    Count,
    Temperature,

    /// <summary>A map of plain values, as of <c>options</c>.</summary>
    Map,

    /// <summary>Lines of their own form, as of <c>steps</c> and <c>inputs</c>.</summary>
    Block,
}

/// <summary>Every key of the language, by what it stands in: the one place that knows them.</summary>
public static class Keys
{
    public const string Description = "description";
    public const string Inputs = "inputs";
    public const string Timeout = "timeout";
    public const string Schedule = "schedule";
    public const string Output = "output";
    public const string Steps = "steps";
    public const string Kind = "kind";
    public const string Target = "target";
    public const string Parallel = "parallel";
    public const string DependsOn = "depends_on";
    public const string Options = "options";
    public const string Prompt = "prompt";
    public const string System = "system";
    public const string Text = "text";
    public const string Returns = "returns";
    public const string Retry = "retry";
    public const string StopOnError = "stop_on_error";
    public const string ContinueOnError = "continue_on_error";
    public const string If = "if";
    public const string ForEach = "for_each";
    public const string As = "as";
    public const string MaxParallel = "max_parallel";
    public const string MaxIterations = "max_iterations";
    public const string Client = "client";
    public const string Model = "model";
    public const string Temperature = "temperature";
    public const string MaxTokens = "max_tokens";
    public const string MaxConcurrent = "max_concurrent";
    public const string Fallback = "fallback";

    /// <summary>The words that <c>schedule</c> takes.</summary>
    public static IReadOnlyList<string> Schedules { get; } = ["groups", "dataflow"];

    public static IReadOnlyDictionary<string, ValueReading> OfChain { get; } = new Dictionary<string, ValueReading>
    {
        [Description] = ValueReading.Text,
        [Inputs] = ValueReading.Block,
        [Timeout] = ValueReading.Duration,
        [Schedule] = ValueReading.Schedule,
        [Output] = ValueReading.Names,
        [Steps] = ValueReading.Block,
    };

    public static IReadOnlyDictionary<string, ValueReading> OfStep { get; } = new Dictionary<string, ValueReading>
    {
        [Kind] = ValueReading.Word,
        [Target] = ValueReading.Name,
        [Parallel] = ValueReading.Boolean,
        [DependsOn] = ValueReading.Names,
        [Options] = ValueReading.Map,
        [Prompt] = ValueReading.Template,
        [System] = ValueReading.Template,
        [Text] = ValueReading.Template,
        [Returns] = ValueReading.Type,
        [Timeout] = ValueReading.Duration,
        [Retry] = ValueReading.Retry,
        [StopOnError] = ValueReading.Boolean,
        [ContinueOnError] = ValueReading.Boolean,
        [If] = ValueReading.Expression,
        [ForEach] = ValueReading.Expression,
        [As] = ValueReading.Variable,
        [MaxParallel] = ValueReading.Count,
    };

    public static IReadOnlyDictionary<string, ValueReading> OfLlm { get; } = new Dictionary<string, ValueReading>
    {
        [Client] = ValueReading.Text,
        [Model] = ValueReading.Text,
        [Temperature] = ValueReading.Temperature,
        [MaxTokens] = ValueReading.Count,
        [System] = ValueReading.Text,
        [MaxConcurrent] = ValueReading.Count,
        [Fallback] = ValueReading.Models,
    };

    public static IReadOnlyDictionary<string, ValueReading> OfWhile { get; } = new Dictionary<string, ValueReading>
    {
        [MaxIterations] = ValueReading.Count,
    };
}
