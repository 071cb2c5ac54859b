using Namel3ss.Differential.Tests.Model;

namespace Namel3ss.Differential.Tests.Generation;

/// <summary>Values for the parameters of a random chain.</summary>
internal static class RandomArguments
{
    private static readonly string[] Words = ["", "red", "Blue", "fox and dog", "x y", "abc", "seven77"];

    /// <param name="given">What is passed; the others are left to their defaults.</param>
    /// <returns>What the chain works with.</returns>
    public static IReadOnlyDictionary<string, object?> Create(ChainModel chain, Random random, out IReadOnlyDictionary<string, object?> given)
    {
        var all = new Dictionary<string, object?>();
        var passed = new Dictionary<string, object?>();
        foreach (Input input in chain.Inputs ?? new Readings(chain).Lifted())
        {
            bool isLeft = input.Default is not null && random.Next(2) == 0;
            all[input.Name] = isLeft ? input.Default!.Value : Value(random, input.Type);
            if (!isLeft)
            {
                passed[ParameterName(input.Name)] = all[input.Name];
            }
        }

        given = passed;
        return all;
    }

    public static object? Value(Random random, DataType type) => type switch
    {
        { IsNullable: true } when random.Next(2) == 0 => null,
        { IsList: true } => Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, type.Item)).ToArray(),
        { Kind: Kind.Integer } => random.Next(-4, 13),
        { Kind: Kind.Text } => Words[random.Next(Words.Length)],
        { Kind: Kind.Boolean } => random.Next(2) == 0,
        _ => new Pair(random.Next(9), "p", null),
    };

    private static string ParameterName(string name)
    {
        string[] parts = name.Split('_');
        return parts[0] + string.Concat(parts.Skip(1).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
    }
}
