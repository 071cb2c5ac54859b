using System.Globalization;
using System.Text;

namespace Namel3ss.Compiler.Emit;

/// <summary>
/// The name of a generated file. Roslyn drops all output over a name with certain characters or over two names that
/// differ only in case; so it is made of safe characters and a hash of the whole path.
/// </summary>
internal static class HintName
{
    public static string Of(string relativePath)
    {
        string stem = relativePath.Split('/', '\\').Last();
        stem = stem.EndsWith(".ai", StringComparison.OrdinalIgnoreCase) ? stem.Substring(0, stem.Length - 3) : stem;
        var safe = new StringBuilder(stem.Length);
        foreach (char c in stem.Length > 60 ? stem.Substring(0, 60) : stem)
        {
            safe.Append(c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-' ? c : '_');
        }

        return $"{(safe.Length == 0 ? "_" : safe.ToString())}.{Hash(relativePath)}.g.cs";
    }

    /// <summary>FNV-1a: the same on every machine and in every process, which GetHashCode is not.</summary>
    private static string Hash(string text)
    {
        ulong hash = 14695981039346656037;
        foreach (byte value in Encoding.UTF8.GetBytes(text))
        {
            hash = unchecked((hash ^ value) * 1099511628211);
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}
