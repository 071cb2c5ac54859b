using System.CommandLine;
using System.CommandLine.Invocation;

namespace Samples;

/// <summary>Runs a sample's command with what its user should see when it goes wrong: one line that says why.</summary>
internal static class CommandLine
{
    private const int Interrupted = 130;   // what a shell expects of a program that Ctrl+C ended

    public static async Task<int> InvokeAsync(RootCommand command, string[] args)
    {
        var parsed = command.Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message);
            }

            await Console.Error.WriteLineAsync("--help lists the options.");
            return 2;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Cancelled.");
            return Interrupted;
        }
        catch (ChainConfigurationException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 1;
        }
    }
}
