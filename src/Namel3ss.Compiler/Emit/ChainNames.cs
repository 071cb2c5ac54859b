using Namel3ss.Compiler.Semantics;

namespace Namel3ss.Compiler.Emit;

/// <summary>The C# names of one chain: those that users see, and locals that give way to the chain's parameters.</summary>
internal sealed class ChainNames
{
    private readonly BoundChain _chain;
    private readonly CompilationOptions _options;
    private readonly HashSet<string> _locals;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> _loops = [];
    private readonly Dictionary<string, string> _variables = [];
    private readonly Dictionary<int, string> _handles = [];

    public ChainNames(BoundChain chain, CompilationOptions options)
    {
        (_chain, _options) = (chain, options);
        Method = MethodOf(chain.CSharpName);
        Run = RunOf(chain.CSharpName);
        StepsType = StepsOf(chain.CSharpName);

        // `_` is what a lambda calls a parameter that it does not read.
        _locals = [.. chain.Parameters.Select(parameter => parameter.Name), "options", "cancellationToken", "_"];
        Steps = Local("steps");
        Chain = Local("chain");
        Token = Local("token");
        Error = Local("error");
        Services = Local("services");
        Inherited = Local("inherited");
        SubRun = Local("run");
    }

    /// <summary>The local of a loop.</summary>
    public string Loop(int loop) => Once(_loops, loop, "loop");

    /// <summary>A loop variable, which gives way to what the language does not know of.</summary>
    public string Variable(string name) => Once(_variables, name, CSharpNames.ToCamelCase(name));

    /// <summary>The handle of one item of a step.</summary>
    public string ItemHandle(BoundStep step) => Once(_handles, IndexOf(step), CSharpNames.ToCamelCase(step.Name));

    public int IndexOf(BoundStep step)
    {
        int index = 0;
        while (!ReferenceEquals(_chain.Steps[index], step))
        {
            index++;
        }

        return index;
    }

    /// <summary>The method of a chain.</summary>
    public string MethodOf(string chain) => CSharpNames.Free($"Run{chain}Async", [_options.ClassName]);

    /// <summary>The class of a chain's runs.</summary>
    public string RunOf(string chain) => CSharpNames.Free($"{chain}Run", [_options.ClassName]);

    /// <summary>The class of a chain's steps.</summary>
    public string StepsOf(string chain) => CSharpNames.StepsClass(chain, _options.ClassName);

    public string Method { get; }

    public string Run { get; }

    public string StepsType { get; }

    public string Steps { get; }

    public string Chain { get; }

    public string Token { get; }

    public string Error { get; }

    /// <summary>In a lambda: what the call has from the container.</summary>
    public string Services { get; }

    /// <summary>In a lambda: the options of a chain that is called.</summary>
    public string Inherited { get; }

    /// <summary>In a lambda: the run of a chain that was called.</summary>
    public string SubRun { get; }

    /// <summary>A local of that name, or of the first variant of it that nothing else has.</summary>
    public string Local(string name)
    {
        // Those before are taken: thousands of one name are not asked each time.
        _numbers.TryGetValue(name, out int number);
        while (!_locals.Add(CSharpNames.Variant(name, number)))
        {
            number++;
        }

        _numbers[name] = number + 1;
        return CSharpNames.Escape(CSharpNames.Variant(name, number));
    }

    private string Once<TKey>(Dictionary<TKey, string> known, TKey key, string name)
    {
        if (!known.TryGetValue(key, out string? local))
        {
            local = Local(name);
            known.Add(key, local);
        }

        return local;
    }
}
