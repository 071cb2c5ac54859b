using System.Globalization;
using Namel3ss.Compiler.Semantics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Emit;

/// <summary>The chat models of a file: a static field each, which steps of every file share, and with it the model's own limit.</summary>
internal static class LlmEmitter
{
    private const string Type = "global::Namel3ss.CompilerServices.LlmInfo";

    /// <summary>Names of the language are identifiers, so that behind a prefix each is one of C#, and no two are the same.</summary>
    public static string Field(string llm) => "s_llm_" + llm;

    public static void Emit(CodeWriter code, EquatableArray<BoundLlm> llms, string relativePath)
    {
        foreach (BoundLlm llm in llms)
        {
            code.Line($"internal static readonly {Type} {Field(llm.Name)} = new({CSharpText.Literal(llm.Name)}) {{ {string.Join(", ", Facts(llm, relativePath))} }};");
        }
    }

    private static IEnumerable<string> Facts(BoundLlm llm, string relativePath)
    {
        yield return $"Location = {CSharpText.Literal($"{relativePath}:{llm.Line}")}";
        foreach ((string name, string? text) in new[] { ("Client", llm.Client), ("Model", llm.Model), ("System", llm.System) })
        {
            if (text is not null)
            {
                yield return $"{name} = {CSharpText.Literal(text)}";
            }
        }

        if (llm.Temperature is { } temperature)
        {
            yield return $"Temperature = {((float)temperature).ToString("R", CultureInfo.InvariantCulture)}f";
        }

        foreach ((string name, int? count) in new[] { ("MaxTokens", llm.MaxTokens), ("MaxConcurrent", llm.MaxConcurrent) })
        {
            if (count is { } value)
            {
                yield return $"{name} = {value.ToString(CultureInfo.InvariantCulture)}";
            }
        }

        // A function: the other may be a field of another file, and nobody knows which is set first.
        if (llm.Fallback.Count > 0)
        {
            yield return $"Fallback = static () => [{string.Join(", ", llm.Fallback.Select(Field))}]";
        }
    }
}
