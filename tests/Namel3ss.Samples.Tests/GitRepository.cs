using System.Diagnostics;
using System.Globalization;

namespace Namel3ss.Samples.Tests;

/// <summary>A git repository of a test's own, with commits at fixed times by fixed people.</summary>
internal sealed class GitRepository : IDisposable
{
    /// <summary>What git sets for its hooks: in one that runs these tests, another repository would be meant.</summary>
    public static readonly string[] OfAHook = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("repository-review-");

    public GitRepository() => Git(default, "Nobody", "init", "--quiet", "--initial-branch=main");

    public string Path => _folder.FullName;

    /// <summary>Commits the files as they are given, path and text, and those that were there before.</summary>
    public void Commit(string date, string author, string subject, params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files)
        {
            var file = new FileInfo(System.IO.Path.Combine(Path, path));
            file.Directory!.Create();
            File.WriteAllText(file.FullName, text);
        }

        var time = DateTimeOffset.Parse(date, CultureInfo.InvariantCulture);
        Git(time, author, "add", "--all");
        Git(time, author, "commit", "--quiet", "--no-gpg-sign", "--allow-empty", "-m", subject);
    }

    public void Dispose()
    {
        foreach (var file in _folder.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            file.Attributes = FileAttributes.Normal;   // git's objects are read-only, which Windows would not delete
        }

        _folder.Delete(recursive: true);
    }

    private void Git(DateTimeOffset time, string author, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-C", Path, "-c", "core.autocrlf=false", .. arguments]) { RedirectStandardError = true };
        foreach (var name in OfAHook)
        {
            start.Environment.Remove(name);
        }

        foreach (var who in (string[])["AUTHOR", "COMMITTER"])
        {
            start.Environment[$"GIT_{who}_NAME"] = author;
            start.Environment[$"GIT_{who}_EMAIL"] = $"{author}@example.com";
            start.Environment[$"GIT_{who}_DATE"] = time.ToString("O", CultureInfo.InvariantCulture);
        }

        using var git = Process.Start(start)!;
        var error = git.StandardError.ReadToEnd();
        git.WaitForExit();
        Assert.True(git.ExitCode == 0, error);
    }
}
