using Spectre.Console;

namespace Samples;

/// <summary>Where a sample prints.</summary>
internal static class Terminal
{
    private const int WidthOfFiles = 80;

    /// <summary>The terminal as wide as it is; a file or another program gets lines of one width, whatever terminal the sample is started in.</summary>
    public static IAnsiConsole Open()
    {
        var console = AnsiConsole.Console;
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = WidthOfFiles;
        }

        return console;
    }
}
