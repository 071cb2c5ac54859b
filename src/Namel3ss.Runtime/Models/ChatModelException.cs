namespace Namel3ss;

/// <summary>A chat model gave no answer, or one that does not fit what the step returns; the message quotes it, shortened.</summary>
public sealed class ChatModelException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong with the answer.</param>
    /// <param name="innerException">What the client or the step's own type threw at the answer, if they did.</param>
    public ChatModelException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
