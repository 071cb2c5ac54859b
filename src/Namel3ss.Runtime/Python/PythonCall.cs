using System.ComponentModel;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Namel3ss.Python;

namespace Namel3ss.CompilerServices;

/// <summary>A call of a Python function: what the step has is gathered first, then the function takes from it what its signature names.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PythonCall
{
    private readonly string _modulePath;
    private readonly string _function;
    private readonly StepRun _step;
    private readonly PythonWorkerPool _workers;
    private readonly JsonSerializerOptions _json;
    private readonly ILogger _logger;
    private readonly PythonArguments _arguments;

    internal PythonCall(string modulePath, string function, StepRun step, PythonWorkerPool workers, JsonSerializerOptions json, ILogger logger, Chain? chain = null)
    {
        (_modulePath, _function, _step, _workers, _json, _logger) = (modulePath, function, step, workers, json, logger);
        _arguments = new PythonArguments(json, step, chain);
    }

    /// <summary>An option of the step.</summary>
    /// <param name="name">Its name in the <c>.ai</c> file.</param>
    /// <param name="json">Its value as JSON, written by the compiler: a plain value needs no type.</param>
    public PythonCall Option(string name, string json)
    {
        _arguments.AddJson("option", name, json);
        return this;
    }

    /// <summary>An input of the chain.</summary>
    /// <param name="name">Its name in the <c>.ai</c> file.</param>
    /// <param name="value">Its value.</param>
    public PythonCall Input<T>(string name, T value) => With("input", name, value);

    /// <summary>A step of <c>depends_on</c>; it may be without a value.</summary>
    /// <param name="step">The step.</param>
    public PythonCall Dependency<T>(StepRun<T> step) => WithStep("dependency", step);

    /// <summary>A step of <c>depends_on</c> that has a list of results; it may be without a value.</summary>
    /// <param name="steps">The list.</param>
    public PythonCall Dependency(IStepHandle steps) => WithList("dependency", steps);

    /// <summary>The step before this one, if it has neither <c>depends_on</c> nor <c>parallel</c>.</summary>
    /// <param name="step">The step.</param>
    public PythonCall Previous<T>(StepRun<T> step) => WithStep("previous", step);

    /// <summary>The step before this one, if that has a list of results.</summary>
    /// <param name="steps">The list.</param>
    public PythonCall Previous(IStepHandle steps) => WithList("previous", steps);

    /// <summary>Calls the function.</summary>
    /// <typeparam name="T">What the step <c>returns</c>.</typeparam>
    /// <param name="cancellationToken">Ends the call at once, and its process with it.</param>
    /// <param name="nullable">Whether <c>None</c> is a value of the step: <c>returns</c> has a question mark.</param>
    /// <exception cref="PythonException">The function failed, its arguments or its result do not fit, or there is no Python.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<T> CallAsync<T>(CancellationToken cancellationToken, bool nullable = false)
    {
        var path = Path.GetFullPath(_modulePath, AppContext.BaseDirectory);
        if (!File.Exists(path))
        {
            throw new PythonException(
                $"The Python file '{_modulePath}' is not in the folder of the application ({AppContext.BaseDirectory}). "
                + "The .py files of a project are copied there by its build; is this one left out, or was it not published?") { IsMismatch = true };
        }

        var call = new PythonInvocation(path, _function, _arguments);
        var log = new PythonCallLog(_logger, _step.Info?.DisplayName ?? _step.Name);
        var json = await _workers.CallAsync(call, log, cancellationToken).ConfigureAwait(false);
        return PythonResult.Read<T>(json, _json, $"{Path.GetFileNameWithoutExtension(path)}.{_function}", _step, nullable);
    }

    private PythonCall With<T>(string kind, string name, T value)
    {
        _arguments.Add(kind, name, value);
        return this;
    }

    private PythonCall WithList(string kind, IStepHandle steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        if (steps.HasResult)
        {
            _arguments.AddList(kind, steps);
        }
        else
        {
            _arguments.AddAbsent(kind, steps.Name);
        }

        return this;
    }

    private PythonCall WithStep<T>(string kind, StepRun<T> step)
    {
        if (step.HasResult)
        {
            _arguments.Add(kind, step.Name, step.Result);
        }
        else
        {
            _arguments.AddAbsent(kind, step.Name);
        }

        return this;
    }
}
