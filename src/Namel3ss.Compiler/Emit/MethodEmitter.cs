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
        code.Line($"[global::System.CodeDom.Compiler.GeneratedCode(\"Namel3ss.Generator\", \"{Compilation.Version}\")]");
        if (chain.IsBroken)
        {
            EmitBroken();
            return;
        }

        EmitSignature("async ");
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
        code.Close();
        code.Line($"catch (global::System.Exception {names.Error})");
        code.Open();
        code.Line($"{names.Chain}.Stop({names.Error});");
        code.Close();
        code.Line();
        code.Line($"return new {names.Run}({names.Chain}.End(), {names.Steps});");
        code.Close();
    }

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

    private void EmitSignature(string modifier)
    {
        code.Line($"{(chain.IsInternal ? "internal" : "public")} static {modifier}global::System.Threading.Tasks.Task<{names.Run}> {names.Method}(");
        code.Indented(() =>
        {
            foreach (BoundParameter parameter in chain.Parameters)
            {
                // Of a broken chain, some may be here only because what would fill them is misspelt.
                code.Line($"{Declaration(parameter)}{(chain.IsBroken && parameter.Default is null ? " = default!" : "")},");
            }

            code.Line("global::Namel3ss.ChainOptions? options = null, global::System.Threading.CancellationToken cancellationToken = default)");
        });
    }

    /// <summary>Callers compile; the build fails for the reasons in the file alone.</summary>
    private void EmitBroken()
    {
        string throws = $"=> throw new global::Namel3ss.ChainConfigurationException({CSharpText.Literal($"Chain '{chain.Name}' was not compiled: its .ai file has errors, which the build reports.")});";
        EmitSignature("");
        code.Indented(() => code.Line(throws));
        if (chain.HasUnknownParameters)
        {
            code.Line();
            code.Line($"/// <summary>Takes any arguments while the parameters of <c>{chain.Name}</c> cannot be told.</summary>");
            code.Line($"{(chain.IsInternal ? "internal" : "public")} static global::System.Threading.Tasks.Task<{names.Run}> {names.Method}(params object?[] arguments)");
            code.Indented(() => code.Line(throws));
        }
    }

    private string Declaration(BoundParameter parameter)
    {
        string name = CSharpNames.Escape(parameter.Name);
        if (parameter.Default is null)
        {
            return $"{parameter.Type.FullName} {name}";
        }

        var value = new CodeText();
        _expressions.Write(value, parameter.Default);
        return parameter.IsLate ? $"{parameter.Type.Name}? {name} = null" : $"{parameter.Type.FullName} {name} = {value.Lines[0].Text}";
    }
}
