using System.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>Names of the language as names of C#: valid whatever they are, and the same for everyone who asks.</summary>
public static class CSharpNames
{
    private static readonly HashSet<string> Keywords = new(
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue",
        "decimal", "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally",
        "fixed", "float", "for", "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long",
        "namespace", "new", "null", "object", "operator", "out", "override", "params", "private", "protected", "public",
        "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc", "static", "string", "struct", "switch",
        "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void",
        "volatile", "while",

        // Keywords that no specification has.
        "__arglist", "__makeref", "__reftype", "__refvalue",

        // Keywords only in an async method or a lambda, where the generated names stand.
        "await", "field", "value",
    ]);

    private static readonly HashSet<string> Contextual = new(["await", "field", "value"]);

    private static readonly HashSet<string> TypeKeywords = new(
    [
        "bool", "byte", "char", "decimal", "double", "float", "int", "long", "object", "sbyte", "short", "string", "uint", "ulong", "ushort",
    ]);

    /// <summary><c>analyze_twitter</c> → <c>AnalyzeTwitter</c>; <c>3d</c> → <c>_3d</c>.</summary>
    public static string ToPascalCase(string name)
    {
        var result = new StringBuilder(name.Length + 1);
        bool upper = true;
        foreach (char c in name)
        {
            if (c == '_')
            {
                upper = true;
                continue;
            }

            result.Append(upper ? char.ToUpperInvariant(c) : c);
            upper = false;
        }

        if (result.Length == 0 || char.IsDigit(result[0]))
        {
            result.Insert(0, '_');
        }

        return result.ToString();
    }

    /// <summary><c>analyze_twitter</c> → <c>analyzeTwitter</c>, not yet escaped.</summary>
    public static string ToCamelCase(string name)
    {
        string pascal = ToPascalCase(name);
        return char.ToLowerInvariant(pascal[0]) + pascal.Substring(1);
    }

    /// <summary><c>maxItems</c> → <c>max_items</c>: how a <c>.ai</c> file would write a C# parameter.</summary>
    public static string ToSnakeCase(string name)
    {
        var result = new StringBuilder(name.Length + 4);
        for (int i = 0; i < name.Length; i++)
        {
            // A word begins at a capital, but HTTPUrl has two words: of capitals in a row only the last begins one.
            bool startsWord = i > 0 && char.IsUpper(name[i]) && name[i - 1] != '_'
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord)
            {
                result.Append('_');
            }

            result.Append(char.ToLowerInvariant(name[i]));
        }

        return result.ToString();
    }

    /// <summary>A member as an expression writes it: with a capital as it is, else in PascalCase.</summary>
    public static string ToMember(string name) => char.IsUpper(name[0]) ? name : ToPascalCase(name);

    /// <summary>The name as it can stand in C#: <c>class</c> → <c>@class</c>.</summary>
    public static string Escape(string name) => Keywords.Contains(name) ? "@" + name : name;

    /// <summary>A keyword that is a type.</summary>
    public static bool IsTypeKeyword(string word) => TypeKeywords.Contains(word);

    /// <summary>A keyword that can be no type, nor a part of its name.</summary>
    public static bool IsNoType(string word) => Keywords.Contains(word) && !Contextual.Contains(word) && !TypeKeywords.Contains(word);

    /// <summary>The name, or the first variant of it that is not taken: <c>x</c>, <c>x_</c>, <c>x_2</c>, <c>x_3</c>.</summary>
    public static string Free(string name, ICollection<string> taken)
    {
        int number = 0;
        while (taken.Contains(Variant(name, number)))
        {
            number++;
        }

        return Variant(name, number);
    }

    /// <summary>The variants of a name that give way, in their order from zero.</summary>
    public static string Variant(string name, int number) => number switch
    {
        0 => name,
        1 => $"{name}_",
        _ => $"{name}_{number}",
    };

    /// <summary>
    /// The class of a chain's steps. That of a chain <c>all</c> gives way to <c>ChainRun.AllSteps</c>, which hides it
    /// from the class of the run.
    /// </summary>
    public static string StepsClass(string chain, string outerClass) => Free($"{chain}Steps", [outerClass, "AllSteps"]);

    /// <summary>Two names are one where C# and the language's habits write them differently: <c>max_items</c>, <c>maxItems</c>.</summary>
    public static string Fold(string name) => name.Replace("_", "").ToLowerInvariant();
}
