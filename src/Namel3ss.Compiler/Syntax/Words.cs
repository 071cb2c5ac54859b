using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Syntax;

/// <summary>The words that start a declaration or a statement.</summary>
internal static class Words
{
    public const string Chain = "chain";
    public const string Llm = "llm";
    public const string Step = "step";
    public const string If = "if";
    public const string Elif = "elif";
    public const string Else = "else";
    public const string For = "for";
    public const string While = "while";

    /// <summary>The words of branches and loops.</summary>
    public static IReadOnlyList<string> OfFlow { get; } = [If, Elif, Else, For, While];

    public static IReadOnlyList<string> OfDeclarations { get; } = [Chain, Llm];

    /// <summary>What may begin a line in any block, followed by a name or an expression.</summary>
    public static IReadOnlyList<string> OfStatements { get; } = [Chain, Llm, Step, If, Elif, Else, For, While];
}

/// <summary>The first word of a line, which decides what the line is.</summary>
/// <param name="Span">The word's identifier; of text that begins with none, all up to white space or a colon.</param>
/// <param name="Text">The identifier, or empty.</param>
/// <param name="Full">All up to white space or a colon, for characters that no word can have.</param>
/// <param name="IsKey">A colon follows.</param>
/// <param name="HasName">White space and something that is no colon follow.</param>
internal readonly record struct Word(TextSpan Span, string Text, TextSpan Full, bool IsKey, bool HasName)
{
    /// <summary>Reads the word at the cursor, which stays where it is.</summary>
    public static Word At(Lexer lexer)
    {
        string text = lexer.Text;
        int start = lexer.Position;
        int end = start;
        while (end < lexer.Line.End && NameRules.IsIdentifierPart(text[end]))
        {
            end++;
        }

        int fullEnd = end;
        while (fullEnd < lexer.Line.End && !Lexer.IsSpace(text[fullEnd]) && text[fullEnd] != ':')
        {
            fullEnd++;
        }

        int next = fullEnd;
        while (next < lexer.Line.End && Lexer.IsSpace(text[next]))
        {
            next++;
        }

        bool hasColon = next < lexer.Line.End && text[next] == ':';
        string word = text.Substring(start, end - start);
        if (!NameRules.IsIdentifier(word))
        {
            word = "";
        }

        return new Word(
            TextSpan.FromBounds(start, word.Length > 0 ? end : fullEnd),
            word,
            TextSpan.FromBounds(start, fullEnd),
            IsKey: hasColon && fullEnd == end,
            HasName: !hasColon && next > fullEnd && next < lexer.Line.End && fullEnd == end && !lexer.IsCommentAt(next));
    }
}
