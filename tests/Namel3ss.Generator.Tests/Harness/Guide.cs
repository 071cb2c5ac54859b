namespace Namel3ss.Generator.Tests.Harness;

/// <summary>The guide's main example, and the connectors that it needs.</summary>
internal static class Guide
{
    public const string Connectors = """
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Namel3ss;

        namespace Shop;

        public static class SentimentAnalyzer
        {
            [Connector("sentiment_analyzer")]
            public static Task<int> AnalyzeAsync(string source, CancellationToken cancellationToken) => Task.FromResult(source.Length);
        }

        public static class Aggregator
        {
            [Connector("aggregator")]
            public static int Aggregate(IReadOnlyList<int> scores) => scores.Sum();
        }
        """;

    /// <summary>A chain that calls <c>sentiment_analyzer</c> once.</summary>
    public static string Chain(string name, string source = "twitter") =>
        $"""
        chain {name}:
            timeout: 120

            step analyze:
                kind: connector
                target: sentiment_analyzer
                options:
                    source: "{source}"

        """;

    public static TestProject Project { get; } = new TestProject()
        .WithSource(Connectors, "Connectors.cs")
        .WithFile("feedback.ai", Chain("feedback"));
}
