using Namel3ss.Compiler.Semantics;

namespace Namel3ss.Compiler.Emit;

/// <summary>The C# names of one chain: those that users see, and locals that give way to the chain's parameters.</summary>
internal sealed class ChainNames
{
    private readonly HashSet<string> _locals;

    public ChainNames(BoundChain chain, CompilationOptions options)
    {
        string[] outer = [options.ClassName];
        Method = CSharpNames.Free($"Run{chain.CSharpName}Async", outer);
        Run = CSharpNames.Free($"{chain.CSharpName}Run", outer);
        StepsType = CSharpNames.StepsClass(chain.CSharpName, options.ClassName);
        _locals = [.. chain.Parameters.Select(parameter => parameter.Name), "options", "cancellationToken"];
        Steps = Local("steps");
        Chain = Local("chain");
        Token = Local("token");
        Error = Local("error");
        Connector = Local("connector");
    }

    public string Method { get; }

    public string Run { get; }

    public string StepsType { get; }

    public string Steps { get; }

    public string Chain { get; }

    public string Token { get; }

    public string Error { get; }

    /// <summary>In a lambda: the instance whose method is called.</summary>
    public string Connector { get; }

    /// <summary>A local of that name, or of the first variant of it that nothing else has.</summary>
    public string Local(string name)
    {
        string free = CSharpNames.Free(name, _locals);
        _locals.Add(free);
        return CSharpNames.Escape(free);
    }
}
