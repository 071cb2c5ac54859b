using System.Text.Json;

namespace Namel3ss;

/// <summary>Chooses which of several schemas a value means: by what it is, and an object by its discriminator. So only one is ever followed.</summary>
internal static class AnswerBranch
{
    public static bool Choose(SchemaNode schema, ref JsonElement value, out SchemaNode branch, out string reason)
    {
        var branches = Flatten(schema).ToArray();
        reason = "";
        var given = value;
        if (Fitting(branches, given) is { } fitting)
        {
            branch = fitting;
            return value.ValueKind != JsonValueKind.Object || ChooseObject(branches, value, ref branch, out reason);
        }

        branch = branches.FirstOrDefault(candidate => candidate.Kinds != SchemaKinds.Null, branches[0]);
        if (value.ValueKind == JsonValueKind.String && branches.Any(candidate => candidate.Kinds.HasFlag(SchemaKinds.Object))
            && AnswerValue.Inner(value) is { ValueKind: JsonValueKind.Object } inner)
        {
            value = inner;
            return ChooseObject(branches, value, ref branch, out reason);
        }

        // The one that is refused says why.
        branch = branches.FirstOrDefault(candidate => AnswerValue.CanConvert(candidate, given), branch);
        if (value.ValueKind == JsonValueKind.Null)
        {
            reason = "is null, which it may not be";
            return false;
        }

        return true;
    }

    private static SchemaNode? Fitting(SchemaNode[] branches, JsonElement value) => Array.Find(
        branches, candidate => candidate.Values is { } values ? AnswerValue.IndexOf(values, value) >= 0 : AnswerValue.Allows(candidate, value));

    private static bool ChooseObject(SchemaNode[] branches, JsonElement value, ref SchemaNode branch, out string reason)
    {
        reason = "";
        var objects = branches.Where(candidate => candidate.Kinds.HasFlag(SchemaKinds.Object)).ToArray();
        var named = objects.Where(candidate => candidate.Discriminator is not null).ToArray();
        if (named.Length == 0)
        {
            branch = objects[0];
            return true;
        }

        var name = named[0].Discriminator!;
        var values = named.Select(candidate => candidate.Properties![name].Values![0]).ToArray();
        if (value.TryGetProperty(name, out var given))
        {
            var index = AnswerValue.IndexOf(values, given);
            if (index < 0)
            {
                reason = $"has the '{name}' {AnswerValue.Show(given)}, which is not one of {string.Join(", ", values.Select(known => known.GetRawText()))}";
                return false;
            }

            branch = named[index];
            return true;
        }

        if (Array.Find(objects, candidate => candidate.Discriminator is null) is { } plain)
        {
            branch = plain;
            return true;
        }

        reason = $"lacks '{name}', which is one of {string.Join(", ", values.Select(known => known.GetRawText()))}";
        return false;
    }

    private static IEnumerable<SchemaNode> Flatten(SchemaNode schema) =>
        schema.Target is var target && target.Branches.Count == 0 ? [target] : target.Branches.SelectMany(Flatten);
}
