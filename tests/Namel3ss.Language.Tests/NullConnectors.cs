using System.Text.Json;

namespace Namel3ss.Language.Tests;

internal sealed record Person(string Name, int? Age, Person? Friend, IReadOnlyList<string> Tags, bool Ok, JsonElement Data)
{
    public static Person Ann { get; } = new("Ann", 0, null, ["a"], true, JsonDocument.Parse("""{ "a": null, "n": 1 }""").RootElement);
}

/// <summary>Connectors that give people, or nobody.</summary>
internal static class NullConnectors
{
    [Connector("find_person")]
    public static Person Find() => Person.Ann;

    [Connector("find_person_or_null")]
    public static Person? FindOrNull(bool there) => there ? Person.Ann : null;

    [Connector("find_person_or_fail")]
    public static Person FindOrFail(bool there) => there ? Person.Ann : throw new InvalidOperationException("nobody is there");

    [Connector("same_person")]
    public static Person Same(Person person) => person;

    [Connector("name_of")]
    public static string NameOf(Person person) => person.Name;

    [Connector("names_of")]
    public static string NamesOf(IReadOnlyList<Person> people) => string.Join(",", people.Select(person => person.Name));

    [Connector("json_of")]
    public static string JsonOf(JsonElement data) => data.GetRawText();

    [Connector("double_number")]
    public static double DoubleNumber(double value) => value * 2;
}
