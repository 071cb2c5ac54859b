namespace Namel3ss.Generator.Project;

/// <summary>Paths below the project. No file is touched: a path is text here.</summary>
internal static class RelativePath
{
    public static string Normalize(string path) => path.Replace('\\', '/');

    /// <param name="directory">The project's folder, normalized, with a final <c>/</c>; empty if unknown.</param>
    /// <param name="path">A file's path as the compiler was given it.</param>
    /// <returns>The path from the folder to the file, with <c>/</c>; of a file on another drive, its whole path.</returns>
    public static string Of(string directory, string path)
    {
        string file = Normalize(path);
        if (directory.Length == 0 || !IsRooted(file))
        {
            return file;
        }

        string[] from = directory.TrimEnd('/').Split('/');
        string[] to = file.Split('/');
        int common = 0;
        while (common < from.Length && common < to.Length - 1 && from[common].Equals(to[common], Comparison(directory)))
        {
            common++;
        }

        return common == 0
            ? file
            : string.Concat(Enumerable.Repeat("../", from.Length - common)) + string.Join("/", to.Skip(common));
    }

    private static bool IsRooted(string path) => path.StartsWith("/", StringComparison.Ordinal) || IsDrive(path);

    private static bool IsDrive(string path) => path.Length > 1 && path[1] == ':';

    /// <summary>Windows writes one folder in several ways; there a path begins with a drive.</summary>
    private static StringComparison Comparison(string directory) =>
        IsDrive(directory) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
}
