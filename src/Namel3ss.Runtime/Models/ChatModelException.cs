namespace Namel3ss;

/// <summary>A chat model answered, but its answer is none, or does not fit what the step returns; the message quotes it, shortened.</summary>
public sealed class ChatModelException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong with the answer.</param>
    /// <param name="innerException">The error of reading it, if there was one.</param>
    public ChatModelException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
