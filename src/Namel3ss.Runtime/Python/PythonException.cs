namespace Namel3ss;

/// <summary>
/// A Python step failed: its function raised an exception, its arguments or its result did not fit, or its Python
/// process could not be started or ended.
/// </summary>
public sealed class PythonException : Exception
{
    /// <summary>A failure outside the function: nothing was raised in Python.</summary>
    public PythonException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>A Python exception.</summary>
    /// <param name="message">Type and text, as in <c>ValueError: boom</c>.</param>
    /// <param name="pythonType">The exception's Python type.</param>
    /// <param name="traceback">Python's own traceback, which ends in <paramref name="message"/>.</param>
    public PythonException(string message, string pythonType, string traceback)
        : base(WithTraceback(message, traceback))
    {
        PythonType = pythonType;
        Traceback = traceback;
    }

    /// <summary>The Python type of the exception (<c>ValueError</c>, <c>json.decoder.JSONDecodeError</c>); null when nothing was raised in Python.</summary>
    public string? PythonType { get; }

    /// <summary>Whether chain, function and Python do not fit each other, which another attempt does not change.</summary>
    internal bool IsMismatch { get; init; }

    /// <summary>Whether the process had ended before anything of the call ran.</summary>
    internal bool IsBeforeCall { get; init; }

    /// <summary>Python's traceback, from the first line of user code on; null when nothing was raised in Python. It is in <see cref="Exception.Message"/> too.</summary>
    public string? Traceback { get; }

    // The traceback's last line is the message that already stands first.
    private static string WithTraceback(string message, string traceback)
    {
        var frames = traceback.EndsWith(message, StringComparison.Ordinal) ? traceback[..^message.Length].TrimEnd() : traceback;
        return frames.Length == 0 ? message : $"{message}\n{frames}";
    }
}
