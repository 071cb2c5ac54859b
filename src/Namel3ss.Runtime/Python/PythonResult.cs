using System.Text;
using System.Text.Json;

namespace Namel3ss.Python;

/// <summary>Makes a value of a function's result.</summary>
internal static class PythonResult
{
    private const int LongestExcerpt = 200;

    /// <param name="json">The result as JSON.</param>
    /// <param name="options">The run's options.</param>
    /// <param name="function">The function, for messages.</param>
    /// <param name="step">The step, for messages.</param>
    /// <param name="nullable">Whether <c>None</c> is a value of the type, where the type itself cannot tell (references).</param>
    /// <exception cref="ChainConfigurationException"><typeparamref name="T"/> has no JSON metadata.</exception>
    /// <exception cref="PythonException">The JSON does not fit.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> json, JsonSerializerOptions options, string function, StepRun step, bool nullable)
    {
        var underlying = Nullable.GetUnderlyingType(typeof(T));
        var type = underlying ?? typeof(T);
        if (type != typeof(JsonElement) && json.Span.SequenceEqual("null"u8))
        {
            return nullable || underlying is not null
                ? default!
                : throw new PythonException($"{function} returned None, but the step returns {AiTypeName.Of(type)}. If None is meant, write 'returns: {AiTypeName.Of(type)}?'.");
        }

        var info = ChainJson.TypeInfo(options, type, $"the value of step '{step.Name}'", step.Info?.Location);
        try
        {
            return (T)JsonSerializer.Deserialize(json.Span, info)!;
        }
        catch (Exception e)
        {
            // Also what a constructor or a property of the type throws, whatever that is.
            throw new PythonException($"What {function} returned does not fit {AiTypeName.Of(type)}: {ErrorText.Of(e)} It returned: {Excerpt(json)}", e);
        }
    }

    private static string Excerpt(ReadOnlyMemory<byte> json)
    {
        // Cutting bytes may halve a character; it then shows as U+FFFD before the dots.
        var text = Encoding.UTF8.GetString(json.Span[..Math.Min(json.Length, LongestExcerpt)]);
        return json.Length > LongestExcerpt ? text + "…" : text;
    }
}
