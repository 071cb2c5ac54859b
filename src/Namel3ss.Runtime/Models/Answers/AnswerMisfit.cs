namespace Namel3ss;

/// <summary>Why an answer does not fit: the member, as a path such as <c>items[2].price</c>, and the reason.</summary>
/// <param name="Path">The member; empty for the answer itself.</param>
/// <param name="Reason">What is wrong with it, to follow its name: "is missing".</param>
/// <param name="Cause">What the type threw; null if the schema alone refuses the answer.</param>
internal sealed record AnswerMisfit(string Path, string Reason, Exception? Cause = null)
{
    public override string ToString() => $"{(Path.Length == 0 ? "the answer" : $"'{SafeText.Escape(Path)}'")} {Reason}";
}
