using System.Text;
using Samples;

// The chain stands in rag_parallel_retrieval.ai; what its steps call, in Connectors.cs.
// Chains.RunRagParallelRetrievalAsync is made from the .ai file when the project is built.

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await Settings.InvokeAsync(args, async (settings, cancellationToken) =>
{
    var console = Terminal.Open();
    if (!settings.Json)
    {
        Report.Introduction(console);
    }

    var allOk = true;
    foreach (var query in settings.Queries)
    {
        if (settings.Json)
        {
            var run = await AskAsync(query, settings.Latency, progress: null, cancellationToken);
            Console.WriteLine(run.ToJson());
            allOk &= run.IsOk;
        }
        else
        {
            Report.Heading(console, query);
            var run = await LiveRun.ShowAsync(console, progress => AskAsync(query, settings.Latency, progress, cancellationToken));
            Report.Write(console, run);
            allOk &= run.IsOk;
        }
    }

    return allOk ? 0 : 1;
});

static Task<Chains.RagParallelRetrievalRun> AskAsync(
    string query, TimeSpan latency, IProgress<ChainProgress>? progress, CancellationToken cancellationToken) =>
    Chains.RunRagParallelRetrievalAsync(
        query, latency, new ChainOptions { EnableParallelSteps = true, Progress = progress }, cancellationToken);
