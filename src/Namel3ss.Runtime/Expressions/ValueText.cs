using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace Namel3ss.CompilerServices;

/// <summary>The text of values whose text depends on no JSON settings: what <c>{{ }}</c> writes, and what <c>+</c> joins with text.</summary>
internal static class ValueText
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static string Of(bool value) => value ? "true" : "false";

    public static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        _ => ReadableJson.Of(value.GetRawText()),
    };

    /// <summary>Numbers, and what else has one text in the invariant culture; times so that they can be read back.</summary>
    public static string Of<T>(T value)
        where T : struct, IFormattable => TryOf(value, out var text) ? text : value.ToString(null, Invariant);

    // One 'is' after the other: for a struct the JIT keeps the one that fits, and boxes nothing.
    public static bool TryOf<T>(T value, [NotNullWhen(true)] out string? text)
    {
        text = value switch
        {
            null => "",
            string x => x,
            bool x => Of(x),
            int x => x.ToString(Invariant),
            long x => x.ToString(Invariant),
            double x => x.ToString(Invariant),
            decimal x => x.ToString(Invariant),
            float x => x.ToString(Invariant),
            byte x => x.ToString(Invariant),
            sbyte x => x.ToString(Invariant),
            short x => x.ToString(Invariant),
            ushort x => x.ToString(Invariant),
            uint x => x.ToString(Invariant),
            ulong x => x.ToString(Invariant),
            char x => x.ToString(),
            JsonElement x => Of(x),
            DateTime x => x.ToString("O", Invariant),
            DateTimeOffset x => x.ToString("O", Invariant),
            DateOnly x => x.ToString("O", Invariant),
            TimeOnly x => x.ToString("O", Invariant),
            TimeSpan x => x.ToString("c", Invariant),
            Guid x => x.ToString("D", Invariant),
            Uri x => x.OriginalString,
            _ => null,
        };
        return text is not null;
    }
}
