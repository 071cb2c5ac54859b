using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>
/// The guide passes a payload to a chain: a required parameter of a connector that nothing fills becomes a parameter
/// of the chain, once for all steps that want it. A chain that writes its <c>inputs</c> has those and no more.
/// </summary>
/// <param name="inputs">Null if the chain does not write any.</param>
internal sealed class LiftedParameters(FileDiagnostics diagnostics, EquatableArray<BoundParameter>? inputs)
{
    private readonly Dictionary<string, (BoundParameter Parameter, string Step, bool IsLost)> _byName = new(StringComparer.Ordinal);
    private readonly List<BoundParameter> _parameters = [];
    private readonly HashSet<string> _doubtful = new(StringComparer.Ordinal);

    public IReadOnlyList<BoundParameter> Parameters => inputs is { } written ? [.. written] : _parameters;

    /// <summary>The chain writes its inputs.</summary>
    public bool AreWritten => inputs is not null;

    /// <summary>Some parameter is here perhaps only because what would give it to a connector was lost.</summary>
    public bool AreDoubtful => _doubtful.Count > 0;

    /// <param name="isLost">What would fill it was lost to a mistake that is reported already: this would only follow from it.</param>
    public BoundExpression Lift(ParameterModel parameter, string step, Callee callee, TextSpan at, bool isLost)
    {
        string key = CSharpNames.Fold(parameter.Name);
        if (inputs is { } written)
        {
            Report(isLost, () => BindingDiagnostics.UnfilledParameter(diagnostics.At(at), parameter.Name, callee.Text, step,
                diagnostics.Hint(parameter.Name, written.Select(input => input.Source))));
        }
        else if (key is "options" or "cancellationtoken")
        {
            Report(isLost, () => BindingDiagnostics.ReservedParameter(diagnostics.At(at), parameter.Name, callee.Text));
        }
        else if (!_byName.TryGetValue(key, out (BoundParameter Parameter, string Step, bool IsLost) known))
        {
            var lifted = new BoundParameter(parameter.Name, parameter.Type, parameter.Name);
            _byName.Add(key, (lifted, step, isLost));
            _parameters.Add(lifted);
            if (isLost && callee.IsConnector)
            {
                _doubtful.Add(key);
            }
        }
        else if (known.Parameter.Type.FullName != parameter.Type.FullName)
        {
            Report(isLost || known.IsLost, () => BindingDiagnostics.ParameterTypes(diagnostics.At(at), known.Parameter.Name, parameter.Type.FullDisplay, callee.Text,
                known.Parameter.Type.FullDisplay, known.Step));
        }

        if (!isLost)
        {
            _doubtful.Remove(key);
        }

        return new BoundParameterValue(_byName.TryGetValue(key, out var own) ? own.Parameter.Name : parameter.Name);
    }

    private void Report(bool isSilent, Func<Diagnostic> diagnostic)
    {
        if (!isSilent)
        {
            diagnostics.Add(diagnostic());
        }
    }
}
