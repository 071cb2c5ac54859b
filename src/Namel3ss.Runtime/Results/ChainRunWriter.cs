using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Namel3ss;

/// <summary>Writes a run in the shape of the guide's timeout response. An exception is never written, only what it says.</summary>
internal static class ChainRunWriter
{
    public static string ToJson(ChainRun run, bool indented)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        var options = new JsonWriterOptions { Encoder = run.Json.Encoder, Indented = indented || run.Json.WriteIndented };
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            Write(writer, run);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static void Write(Utf8JsonWriter writer, ChainRun run)
    {
        writer.WriteStartObject();
        writer.WriteString("status", StatusText.Of(run.Status));
        writer.WritePropertyName("result");
        WriteResult(writer, run.Output, run.Json);
        WriteSteps(writer, run);
        writer.WriteString("error", run.Error);
        writer.WriteStartObject("metadata");
        writer.WriteNumber("elapsed_ms", Milliseconds(run.Elapsed));
        writer.WriteNumber("timeout_seconds", run.Timeout.TotalSeconds);
        WriteUsage(writer, run.Usage);
        WriteWarnings(writer, run.Warnings);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteWarnings(Utf8JsonWriter writer, IReadOnlyList<string> warnings)
    {
        if (warnings.Count > 0)
        {
            writer.WriteStartArray("warnings");
            foreach (var warning in warnings)
            {
                writer.WriteStringValue(warning);
            }

            writer.WriteEndArray();
        }
    }

    private static void WriteSteps(Utf8JsonWriter writer, ChainRun run)
    {
        writer.WriteStartArray("steps");
        foreach (var step in run.AllSteps)
        {
            if (step.Status > StepStatus.Running)
            {
                WriteStep(writer, step, run.Json);
            }
        }

        writer.WriteEndArray();
    }

    public static void WriteStep(Utf8JsonWriter writer, StepRun step, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("name", step.Name);
        writer.WriteString("kind", step.Kind);
        writer.WriteString("target", step.Target);
        if (step.Iteration is { } iteration)
        {
            writer.WriteNumber("iteration", iteration);
            WriteIterations(writer, step.Iterations);
        }

        writer.WriteString("status", StatusText.Of(step.Status));
        writer.WritePropertyName("result");
        WriteResult(writer, step, options);
        if (step.Error is { } error)
        {
            writer.WriteString("error", error);
        }

        if (step.AnsweredBy is { } model)
        {
            writer.WriteString("model", model);
        }

        if (step.FinishReason is { } reason)
        {
            writer.WriteString("finish_reason", reason.Value);
        }

        writer.WriteNumber("elapsed_ms", Milliseconds(step.Elapsed));
        WriteUsage(writer, step.Usage);
        WriteAttempts(writer, step);
        if (step.SubRun is { } subRun)
        {
            WriteSteps(writer, subRun);
        }

        writer.WriteEndObject();
    }

    /// <summary>Only a step in several loops needs more than its iteration to be told from the others.</summary>
    private static void WriteIterations(Utf8JsonWriter writer, IReadOnlyList<int> path)
    {
        if (path.Count > 1)
        {
            writer.WriteStartArray("iterations");
            foreach (var iteration in path)
            {
                writer.WriteNumberValue(iteration);
            }

            writer.WriteEndArray();
        }
    }

    /// <summary>A step that was tried only once says all of that attempt itself.</summary>
    private static void WriteAttempts(Utf8JsonWriter writer, StepRun step)
    {
        if (step.Attempts <= 1)
        {
            return;
        }

        writer.WriteStartArray("attempts");
        foreach (var attempt in step.AllAttempts)
        {
            writer.WriteStartObject();
            if (attempt.Model is { } model)
            {
                writer.WriteString("model", model);
            }

            writer.WriteString("status", StatusText.Of(attempt.Status));
            if (attempt.Error is { } error)
            {
                writer.WriteString("error", error);
            }

            if (attempt.FinishReason is { } reason)
            {
                writer.WriteString("finish_reason", reason.Value);
            }

            writer.WriteNumber("elapsed_ms", Milliseconds(attempt.Elapsed));
            WriteUsage(writer, attempt.Usage);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteUsage(Utf8JsonWriter writer, TokenUsage? usage)
    {
        if (usage is not null)
        {
            writer.WriteStartObject("usage");
            writer.WriteNumber("input_tokens", usage.InputTokens);
            writer.WriteNumber("output_tokens", usage.OutputTokens);
            writer.WriteNumber("total_tokens", usage.TotalTokens);
            writer.WriteEndObject();
        }
    }

    private static void WriteResult(Utf8JsonWriter writer, IStepHandle? step, JsonSerializerOptions options)
    {
        if (step is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            try
            {
                step.WriteResult(writer, options);
            }
            catch (Exception error) when (error is not ChainConfigurationException)
            {
                throw new JsonException($"The value of step '{step.Name}' cannot be written as JSON: {ErrorText.Of(error)}", error);
            }
        }
    }

    private static long Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;
}
