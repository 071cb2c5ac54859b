using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>
/// The guide passes a payload to a chain: a required parameter of a connector that nothing fills becomes a parameter
/// of the chain, once for all steps that want it.
/// </summary>
internal sealed class LiftedParameters(FileDiagnostics diagnostics)
{
    private readonly Dictionary<string, (BoundParameter Parameter, string Step)> _byName = new(StringComparer.Ordinal);
    private readonly List<BoundParameter> _parameters = [];

    public IReadOnlyList<BoundParameter> Parameters => _parameters;

    /// <param name="isSilent">An option of the step was lost to a mistake that is reported already: this would only follow from it.</param>
    public BoundExpression Lift(ParameterModel parameter, string step, ConnectorModel connector, TextSpan at, bool isSilent)
    {
        string name = CSharpNames.ToCamelCase(parameter.Name);
        if (name is "options" or "cancellationToken")
        {
            Report(isSilent, BindingDiagnostics.ReservedParameter(diagnostics.At(at), parameter.Name, connector.Signature));
        }
        else if (!_byName.TryGetValue(name, out (BoundParameter Parameter, string Step) known))
        {
            var lifted = new BoundParameter(name, parameter.Type);
            _byName.Add(name, (lifted, step));
            _parameters.Add(lifted);
        }
        else if (known.Parameter.Type.FullName != parameter.Type.FullName)
        {
            Report(isSilent, BindingDiagnostics.ParameterTypes(diagnostics.At(at), name, parameter.Type.FullDisplay, connector.Signature,
                known.Parameter.Type.FullDisplay, known.Step));
        }

        return new BoundParameterValue(name);
    }

    private void Report(bool isSilent, Diagnostic diagnostic)
    {
        if (!isSilent)
        {
            diagnostics.Add(diagnostic);
        }
    }
}
