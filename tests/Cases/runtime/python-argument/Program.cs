using System.Text.Json;
using Case;
var worker = (await RunAsync("1")).EnsureOk();
foreach (var value in new[] { new string('9', 5000), "1e400", "\"\\ud800\"", new string('[', 990) + new string(']', 990) })
{
    Console.WriteLine((await RunAsync(value)).Error ?? "no error");
}

Console.WriteLine($"the same worker: {(await RunAsync("2")).EnsureOk() == worker}");

Task<Chains.CRun> RunAsync(string json) => Chains.RunCAsync(JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 1000 }).RootElement);
