namespace Namel3ss;

/// <summary>The environment variables; messages that ask the user to change one take its name from here.</summary>
internal static class SettingNames
{
    public const string MaxConcurrentLlmCalls = "MAX_CONCURRENT_LLM_CALLS";
    public const string ChainTimeoutSeconds = "CHAIN_TIMEOUT_SECONDS";
    public const string EnableParallelSteps = "ENABLE_PARALLEL_STEPS";
    public const string Python = "NAMEL3SS_PYTHON";
    public const string PythonWorkers = "NAMEL3SS_PYTHON_WORKERS";
}
