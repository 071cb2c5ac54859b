using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using Namel3ss.Compiler.Semantics;

namespace Namel3ss.Generator.Project;

/// <summary>Makes a namespace of what a project calls its root namespace, which is the project's name: <c>my-app</c>.</summary>
internal static class NamespaceName
{
    /// <summary>Valid C#, as <c>dotnet new</c> would have it (<c>my_app</c>); keywords escaped; empty stays empty.</summary>
    public static string Sanitize(string name) => name.Length == 0
        ? ""
        : string.Join(".", name.Split('.').Select(part => CSharpNames.Escape(Identifier(part))));

    public static bool IsValid(string name) => name.Split('.').All(part => SyntaxFacts.IsValidIdentifier(part.StartsWith("@", StringComparison.Ordinal) ? part.Substring(1) : part));

    private static string Identifier(string part)
    {
        if (part.StartsWith("@", StringComparison.Ordinal))
        {
            part = part.Substring(1);
        }

        var result = new StringBuilder(part.Length + 1);
        foreach (char c in part)
        {
            result.Append(SyntaxFacts.IsIdentifierPartCharacter(c) ? c : '_');
        }

        if (result.Length == 0 || !SyntaxFacts.IsIdentifierStartCharacter(result[0]))
        {
            result.Insert(0, '_');
        }

        return result.ToString();
    }
}
