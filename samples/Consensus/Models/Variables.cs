namespace Consensus;

/// <summary>Environment variables, checked; an empty one is unset.</summary>
internal sealed class Variables(Func<string, string?> environment)
{
    public string? Text(string name) => environment(name)?.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>A secret: no message shows it.</summary>
    public string? Key(string name)
    {
        if (Text(name) is not { } key)
        {
            return null;
        }

        // It goes into an HTTP header, which takes nothing else; a quote comes from a shell or an .env file.
        return key.Length >= 8 && key.All(letter => letter is > ' ' and <= '~' and not '"' and not '\'')
            ? key
            : throw new ChainConfigurationException($"{name} does not look like a key: it is shorter than 8 characters, or has a space, a quote, a line break or a letter outside ASCII in it. (Its value is not shown here.)");
    }

    public Uri Address(string name, string usual)
    {
        var text = Text(name) ?? usual;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0
            ? address
            : throw new ChainConfigurationException($"{name} is '{text}', which is no http or https address. Write one like {usual}.");
    }
}
