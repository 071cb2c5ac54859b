namespace Namel3ss.Generator;

/// <summary>The steps of the pipeline, as tests of its caching name them.</summary>
internal static class Stages
{
    public const string Options = nameof(Options);
    public const string Declarations = nameof(Declarations);
    public const string Paths = nameof(Paths);
    public const string Read = nameof(Read);
    public const string Names = nameof(Names);
    public const string Files = nameof(Files);
    public const string Parse = nameof(Parse);
    public const string Index = nameof(Index);
    public const string Signatures = nameof(Signatures);
    public const string Project = nameof(Project);
    public const string ConnectorMethods = nameof(ConnectorMethods);
    public const string ReferencedConnectors = nameof(ReferencedConnectors);
    public const string ConnectorReadings = nameof(ConnectorReadings);
    public const string Connectors = nameof(Connectors);
    public const string TypeNames = nameof(TypeNames);
    public const string TypeRequest = nameof(TypeRequest);
    public const string Types = nameof(Types);
    public const string Python = nameof(Python);
    public const string PythonFiles = nameof(PythonFiles);
    public const string ChainsClass = nameof(ChainsClass);
    public const string Contract = nameof(Contract);
    public const string Namesakes = nameof(Namesakes);
    public const string PythonNames = nameof(PythonNames);
    public const string PythonCalls = nameof(PythonCalls);
    public const string Settings = nameof(Settings);
    public const string Bind = nameof(Bind);
    public const string Emit = nameof(Emit);
    public const string EmitShared = nameof(EmitShared);
    public const string Services = nameof(Services);
    public const string EmitServices = nameof(EmitServices);
    public const string EmitMarks = nameof(EmitMarks);
    public const string Severities = nameof(Severities);
    public const string Diagnose = nameof(Diagnose);
}
