using System.Globalization;
using System.Text.RegularExpressions;

namespace Namel3ss.Package.Tests.Cases;

/// <summary>What a case must show: <c>expected.txt</c>, which <c>tests/Cases/README.md</c> describes.</summary>
internal sealed partial class Expectation
{
    private readonly bool? _builds;
    private readonly IReadOnlyList<string> _lines;

    private Expectation(bool? builds, IReadOnlyList<string> lines)
    {
        _builds = builds;
        _lines = lines;
    }

    public static Expectation Parse(IReadOnlyList<string> lines) => new(
        lines[0] switch
        {
            "builds" => true,
            "does not build" => false,
            "may build" => null,
            string other => throw new FormatException($"expected.txt begins with '{other}', not with whether the case builds."),
        },
        [.. lines.Skip(1)]);

    /// <returns>What is not as expected; null if all is.</returns>
    public string? Check(bool hasBuilt, IReadOnlyList<string> output)
    {
        if (_builds is { } builds && builds != hasBuilt)
        {
            return builds ? "It does not build." : "It builds.";
        }

        int next = 0;
        foreach (string line in _lines)
        {
            if (Count().Match(line) is { Success: true } count)
            {
                int found = output.Count(text => Fits(count.Groups[2].Value, text));
                if (found != int.Parse(count.Groups[1].Value, CultureInfo.InvariantCulture))
                {
                    return $"{line}: there are {found}.";
                }
            }
            else if (line.StartsWith('!'))
            {
                if (output.FirstOrDefault(text => Fits(line[1..], text)) is { } wrong)
                {
                    return $"{line}: there is '{wrong}'.";
                }
            }
            else
            {
                int at = output.Skip(next).ToList().FindIndex(text => Fits(line, text));
                if (at < 0)
                {
                    return $"{line}: there is no such line{(next == 0 ? "" : $" after '{output[next - 1]}'")}.";
                }

                next += at + 1;
            }
        }

        return null;
    }

    private static bool Fits(string expected, string line) => expected is ['/', .. string pattern, '/']
        ? Regex.IsMatch(line, pattern, RegexOptions.CultureInvariant)
        : line.Contains(expected, StringComparison.Ordinal);

    [GeneratedRegex(@"^=(\d+) (.*)$")]
    private static partial Regex Count();
}
