namespace Namel3ss.Compiler.Tests.Semantics;

/// <summary>N3S2084: types that there are not, near to one that there is.</summary>
public class TypeNameTests
{
    private static readonly Project Shop = new(Connectors.Of("public record Feedback(string Text);\npublic class dict { }\nword: string ()"), ("tool.py", "def tool(): pass\n"));

    [Theory]
    [InlineData("str", "text")]
    [InlineData("strng", "string")]
    [InlineData("txt", "text")]
    [InlineData("intger", "integer")]
    [InlineData("numbr", "number")]
    [InlineData("boolen", "boolean")]
    [InlineData("flaot", "float")]
    [InlineData("any", "json")]
    [InlineData("list", "list<T>")]
    [InlineData("map", "Dictionary<string, T>")]
    [InlineData("datetime", "DateTimeOffset")]
    public void A_type_of_the_language_is_suggested(string written, string meant)
    {
        Shop.AssertReports(
            $"chain c:\n    inputs:\n        x: ⟦{written}⟧\n    step word:\n", ("N3S2084", $"There is no type '{written}'. Did you mean '{meant}'?"));
        Shop.AssertReports(
            $"chain c:\n    step tool:\n        kind: python\n        returns: list<⟦{written}⟧>\n", ("N3S2084", $"There is no type '{written}'. Did you mean '{meant}'?"));
    }

    /// <summary>Other generators add types that nobody sees here; and a project may have any.</summary>
    [Theory]
    [InlineData("Feedback")]
    [InlineData("Txt")]
    [InlineData("dict")]
    [InlineData("bool")]
    [InlineData("feedbackOfAnotherGenerator")]
    public void Other_names_are_for_csharp(string written) => Shop.AssertReportsNothing($"chain c:\n    inputs:\n        x: {written}\n    step word:\n");

    [Theory]
    [InlineData("text[]", " Did you mean 'list<text>'?")]
    [InlineData("integer[]", " Did you mean 'list<integer>'?")]
    [InlineData("number[][]", "")]
    [InlineData("\"Dictionary<string, json[]>\"", "")]
    public void Arrays_are_of_types_of_csharp(string written, string hint) => Shop.AssertReports(
        $"chain c:\n    inputs:\n        x: ⟦{written}⟧\n    step word:\n",
        ("N3S0019", $"'{written.Trim('"')}' is not a type. Write text, integer, number, boolean, json, list<T>, or the name of a C# type.{hint}"));

    [Fact]
    public void Brackets_of_another_language_are_told() => Shop.AssertReports(
        "chain c:\n    step tool:\n        kind: python\n        returns: ⟦\"list[text]\"⟧\n",
        ("N3S0019", "'list[text]' is not a type. Write text, integer, number, boolean, json, list<T>, or the name of a C# type. Did you mean 'list<text>'?"));
}
