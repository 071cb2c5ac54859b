using System.Runtime.CompilerServices;

// The limit of concurrent calls is one of the whole process: two tests at once would count each other's.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace WebApi.Tests;

internal static class OneLimit
{
    /// <summary>The sample's limit, whichever test is first to run a chain.</summary>
    [ModuleInitializer]
    internal static void Set() => Namel3ssRuntime.Configure(options => options.MaxConcurrentLlmCalls = 20);
}
