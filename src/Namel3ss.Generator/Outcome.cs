using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Generator;

/// <summary>
/// What a stage made of one file, or the diagnostic that says that it failed. An exception that left the generator
/// would take away the chains of every file, with no more than a warning.
/// </summary>
internal sealed record Outcome<T>(SourceFile File, T? Value, Diagnostic? Failure)
    where T : class
{
    public Outcome<TNext> Then<TNext>(string stage, Func<T, TNext> next)
        where TNext : class =>
        Value is null ? new Outcome<TNext>(File, null, Failure) : Outcome.Try(File, stage, () => next(Value));
}

/// <summary>What a stage made of the project, or of what is no file yet: where it fails, what the others can go on with.</summary>
internal sealed record ProjectOutcome<T>(T Value, Diagnostic? Failure);

internal static class Outcome
{
    public static Outcome<T> Try<T>(SourceFile file, string stage, Func<T> make)
        where T : class
    {
        try
        {
            return new Outcome<T>(file, make(), null);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return new Outcome<T>(file, null, ProjectDiagnostics.InternalError(file.Locate(default), file.RelativePath, stage, Show(error)));
        }
    }

    /// <param name="stage">What is done, as messages say it.</param>
    /// <param name="otherwise">Makes what the others can go on with.</param>
    /// <param name="make">Does it.</param>
    /// <param name="at">The file that it is done with, if it is one.</param>
    public static ProjectOutcome<T> Try<T>(string stage, Func<T> otherwise, Func<T> make, Location at = default)
    {
        try
        {
            return new ProjectOutcome<T>(make(), null);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return new ProjectOutcome<T>(otherwise(), ProjectDiagnostics.InternalError(stage, Show(error), at));
        }
    }

    /// <summary>The type and the message, not the stack: what is value-equal now must be so after the next edit.</summary>
    public static string Show(Exception error) => $"{error.GetType().Name}: {error.Message}";
}
