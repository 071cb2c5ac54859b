namespace Namel3ss.Generator.Connectors;

/// <summary>Which names a <c>target:</c> can write.</summary>
internal static class ConnectorName
{
    public static bool IsUsable(string name) => name.Split('.').All(part => part.Length > 0 && part.All(IsNameCharacter));

    private static bool IsNameCharacter(char c) => c is '_' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
}
