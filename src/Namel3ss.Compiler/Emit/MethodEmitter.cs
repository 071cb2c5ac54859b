using Namel3ss.Compiler.Scheduling;
using Namel3ss.Compiler.Semantics;

namespace Namel3ss.Compiler.Emit;

/// <summary>
/// The method of a chain: one async method, one body for both modes of execution. A step is started where it stands
/// and awaited where the body has to wait for it; awaits stand in file order, because a start that was deferred
/// (parallel execution off) happens at its await.
/// </summary>
internal sealed class MethodEmitter(CodeWriter code, BoundChain chain, ChainNames names, string relativePath)
{
    private readonly ExpressionEmitter _expressions = new(chain, names);

    public void Emit()
    {
        EmitDocumentation();
        EmitAttribute();
        if (chain.IsBroken)
        {
            EmitBroken();
            return;
        }

        EmitSignature(Static("async "));
        code.Open();
        foreach (BoundParameter parameter in chain.Parameters.Where(parameter => parameter.IsLate))
        {
            var late = new CodeText().Append($"{CSharpNames.Escape(parameter.Name)} ??= ");
            _expressions.Write(late, parameter.Default!);
            code.Line(late.Lines[0].Text + ";");
        }

        code.Line($"var {names.Steps} = new {names.StepsType}();");
        code.Line($"var {names.Chain} = global::Namel3ss.CompilerServices.Chain.Start({names.StepsType}.s_chain, {names.Steps}, options, cancellationToken);");
        code.Line("try");
        code.Open();
        new BodyEmitter(code, chain, names, relativePath).Emit(chain.Body);
        if (chain.Steps.Count == 0)
        {
            code.Line("await global::System.Threading.Tasks.Task.CompletedTask;");
        }

        code.Hidden();
        HashSet<int> parallel = Scheduler.ParallelSteps(chain);
        if (Enumerable.Range(0, chain.Steps.Count).Any(i => !parallel.Contains(i) && chain.Steps[i].Call is BoundConnectorCall { Connector.UsesServices: true }))
        {
            code.Line($"await {names.Chain}.LeaveScopeAsync();");
        }

        code.Close();
        code.Line($"catch (global::System.Exception {names.Error}) {{ {names.Chain}.Stop({names.Error}); }}");
        code.Line();
        code.Line($"return new {names.Run}({names.Chain}.End(), {names.Steps});");
        code.Close();
    }

    /// <summary>The method as the project's interface of chains has it.</summary>
    public void EmitDeclaration(CompilationOptions options)
    {
        string run = $"{options.QualifiedClassName}.{names.Run}";
        string parameters = string.Concat(chain.Parameters.Select(parameter => Parameter(parameter) + ", "));
        if (HasAnyArguments)
        {
            EmitDocumentation();
        }
        else
        {
            code.Line($"/// <inheritdoc cref=\"{options.QualifiedClassName}.{names.Method}\"/>");
        }

        code.Line($"{(chain.IsInternal ? "internal " : "")}global::System.Threading.Tasks.Task<{run}> {names.Method}({parameters}{Rest});");
        if (HasAnyArguments)
        {
            EmitAnyArgumentsDocumentation();
            code.Line(AnyArguments($"{(chain.IsInternal ? "internal " : "")}global::System.Threading.Tasks.Task<{run}> {names.Method}") + ";");
        }
    }

    /// <summary>The method as an object has it: the static one, with the container of that object.</summary>
    public void EmitImplementation(CompilationOptions options)
    {
        string method = $"global::System.Threading.Tasks.Task<{names.Run}> {options.QualifiedInterfaceName}.{names.Method}";
        string parameters = string.Concat(chain.Parameters.Select(parameter => $"{TypeOf(parameter)} {CSharpNames.Escape(parameter.Name)}, "));
        string arguments = string.Concat(chain.Parameters.Select(parameter => CSharpNames.Escape(parameter.Name) + ", "));
        code.Line($"{method}({parameters}global::Namel3ss.ChainOptions? options, global::System.Threading.CancellationToken cancellationToken) => {names.Method}({arguments}With(options), cancellationToken);");
        if (HasAnyArguments)
        {
            code.Line(AnyArguments(method) + $" => {names.Method}(arguments);");
        }
    }

    private bool HasAnyArguments => chain is { IsBroken: true, HasUnknownParameters: true };

    private static string AnyArguments(string method) => $"{method}(params object?[] arguments)";

    private void EmitAnyArgumentsDocumentation() =>
        code.Line($"/// <summary>Takes any arguments while the parameters of <c>{chain.Name}</c> cannot be told.</summary>");

    private void EmitAttribute() => code.Line($"[global::System.CodeDom.Compiler.GeneratedCode(\"Namel3ss.Generator\", \"{Compilation.Version}\")]");

    private void EmitDocumentation()
    {
        string[] description = chain.Description.Length > 0 ? CSharpText.XmlLines(chain.Description).ToArray() : [];
        code.Line($"/// <summary>{(description.Length == 1 ? description[0] : $"Runs the chain <c>{chain.Name}</c>.")}</summary>");
        if (description.Length > 1)
        {
            code.Line("/// <remarks>");
            foreach (string line in description)
            {
                code.Line(("/// " + line).TrimEnd());
            }

            code.Line("/// </remarks>");
        }
    }

    private string Static(string modifier) =>
        $"{(chain.IsInternal ? "internal" : "public")} static {modifier}global::System.Threading.Tasks.Task<{names.Run}>";

    private const string Rest = "global::Namel3ss.ChainOptions? options = null, global::System.Threading.CancellationToken cancellationToken = default";

    private void EmitSignature(string head)
    {
        code.Line($"{head} {names.Method}(");
        code.Indented(() =>
        {
            foreach (BoundParameter parameter in chain.Parameters)
            {
                code.Line(Parameter(parameter) + ",");
            }

            code.Line(Rest + ")");
        });
    }

    /// <summary>Callers compile; the build fails for the reasons in the file alone.</summary>
    private void EmitBroken()
    {
        string throws = $"=> throw new global::Namel3ss.ChainConfigurationException({CSharpText.Literal($"Chain '{chain.Name}' was not compiled: its .ai file has errors, which the build reports.")});";
        EmitSignature(Static(""));
        code.Indented(() => code.Line(throws));
        if (HasAnyArguments)
        {
            code.Line();
            EmitAnyArgumentsDocumentation();
            code.Line(AnyArguments($"{Static("")} {names.Method}"));
            code.Indented(() => code.Line(throws));
        }
    }

    private string Parameter(BoundParameter parameter)
    {
        string declaration = $"{TypeOf(parameter)} {CSharpNames.Escape(parameter.Name)}";
        if (chain.IsBroken)
        {
            // Some may be here only because what would fill them is misspelt, or have a default that is none of their type.
            return declaration + " = default!";
        }

        if (parameter.Default is null)
        {
            return declaration;
        }

        var value = new CodeText();
        _expressions.Write(value, parameter.Default);
        return $"{declaration} = {(parameter.IsLate ? "null" : value.Lines[0].Text)}";
    }

    private static string TypeOf(BoundParameter parameter) => parameter.IsLate ? parameter.Type.Name + "?" : parameter.Type.FullName;
}
