using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>What a file is bound against: the other files' names and types, the C# methods, the Python files.</summary>
public sealed record ProjectModel(
    ChainIndex Index, ConnectorTable Connectors, NameTable<PythonNamesakes> Python, ChainSignatures Signatures);
