using Namel3ss.Python;

namespace Namel3ss.Runtime.Tests.Python;

public class PythonBindingTests
{
    private static async Task Gives(string expected, string signature, Action<PythonArguments>? fill, string returns)
    {
        using var box = new PythonBox($"from typing import *\nimport collections.abc\ndef f({signature}):\n    return {returns}\n");
        Assert.Equal(expected, await box.JsonAsync(fill));
    }

    private static async Task Fails(string expected, string signature, Action<PythonArguments>? fill)
    {
        using var box = new PythonBox($"def f({signature}):\n    return None\n");
        Assert.Equal(expected, (await box.FailAsync(fill)).Message);
    }

    private static void ThreeResponses(PythonArguments arguments)
    {
        arguments.Add("dependency", "gpt4_response", "a");
        arguments.Add("dependency", "claude_response", "b");
        arguments.Add("dependency", "gemini_response", "c");
    }

    [PythonFact]
    public Task Dependencies_fill_parameters_of_their_names() =>
        Gives("""["b","a","c"]""", "claude_response, gpt4_response, gemini_response", ThreeResponses, "[claude_response, gpt4_response, gemini_response]");

    [PythonFact]
    public Task A_list_parameter_takes_all_dependencies_in_their_order() =>
        Gives("""["a","b","c"]""", "responses: list", ThreeResponses, "responses");

    [PythonFact]
    public Task A_parameter_without_annotation_takes_several_dependencies_as_a_list() =>
        Gives("""["a","b","c"]""", "responses, threshold=0.5", ThreeResponses, "responses");

    [PythonFact]
    public Task A_parameter_that_takes_anything_takes_several_dependencies_as_a_list() =>
        Gives("""["a","b","c"]""", "responses: object", ThreeResponses, "responses");

    [PythonFact]
    public Task Sequences_of_typing_and_of_collections_are_lists() =>
        Gives("""["a","b","c"]""", "responses: Optional[Sequence[str]] = None", ThreeResponses, "responses");

    [PythonFact]
    public Task Annotations_that_are_text_are_read_too() =>
        Gives("""["a","b","c"]""", "responses: 'collections.abc.Sequence[Unknown]'", ThreeResponses, "responses");

    [PythonFact]
    public Task A_star_parameter_takes_all_dependencies() =>
        Gives("""["a","b","c"]""", "*responses", ThreeResponses, "responses");

    [PythonFact]
    public Task A_list_takes_the_dependencies_that_no_name_took() =>
        Gives("""["b",["a","c"]]""", "claude_response, others: List[str]", ThreeResponses, "[claude_response, others]");

    [PythonFact]
    public Task A_parameter_of_another_type_takes_no_list() =>
        Fails(
            "sample.f: nothing fills the parameter 'text'. The function is f(text: str); the step has: "
            + "depends_on step 'gpt4_response', depends_on step 'claude_response', depends_on step 'gemini_response'.",
            "text: str", ThreeResponses);

    [PythonFact]
    public Task Names_match_in_snake_case_camel_case_and_any_case() =>
        Gives("[1,2,3]", "maxItems, sort_order, from_", a =>
        {
            a.Add("option", "max_items", 1);
            a.Add("option", "SortOrder", 2);
            a.Add("input", "from", 3);
        }, "[maxItems, sort_order, from_]");

    [PythonFact]
    public Task An_exact_name_wins_over_a_similar_one() =>
        Gives("[1,2]", "item_id, itemid", a =>
        {
            a.Add("option", "itemid", 2);
            a.Add("option", "item_id", 1);
        }, "[item_id, itemid]");

    [PythonFact]
    public Task An_option_wins_over_an_input_and_an_input_over_a_dependency() =>
        Gives("[1,2,3]", "x, y, z", a =>
        {
            a.Add("dependency", "x", 9);
            a.Add("dependency", "y", 9);
            a.Add("dependency", "z", 3);
            a.Add("input", "x", 8);
            a.Add("input", "y", 2);
            a.Add("option", "x", 1);
        }, "[x, y, z]");

    [PythonFact]
    public Task One_required_parameter_takes_the_one_unused_dependency() =>
        Gives("""["v",0.5]""", "anything: dict, threshold=0.5", a => a.Add("dependency", "score", "v"), "[anything, threshold]");

    [PythonFact]
    public Task A_list_parameter_takes_one_dependency_that_is_a_list_as_it_is() =>
        Gives("[1,2]", "items: list", a => a.Add("dependency", "score", new[] { 1, 2 }), "items");

    [PythonFact]
    public Task A_list_parameter_takes_one_dependency_that_is_no_list_as_its_one_item() =>
        Gives("[7]", "items: List[int]", a => a.Add("dependency", "score", 7), "items");

    [PythonFact]
    public async Task Lists_are_spread_where_the_annotation_names_another_item_type()
    {
        static void Fill(PythonArguments a)
        {
            a.Add("dependency", "docs", new[] { 1, 2 });
            a.Add("dependency", "code", 3);
        }

        await Gives("[1,2,3]", "items: List[int]", Fill, "items");
        await Gives("[1,2,3]", "items: Optional[List[int]] = None", Fill, "items");
        await Gives("[1,2,3]", "items: 'list[int] | None'", Fill, "items");
        await Gives("[[1,2],3]", "items: list", Fill, "items");
        await Gives("[[1,2],3]", "items: List[Any]", Fill, "items");
        await Gives("[[1,2],3]", "items: List[List[int]]", Fill, "items");
        await Gives("[[1,2],3]", "items", Fill, "items");
        await Gives("[[1,2],3]", "*items: int", Fill, "items");
    }

    [PythonFact]
    public async Task An_absent_value_is_None_and_is_left_out_of_lists()
    {
        static void Fill(PythonArguments a)
        {
            a.Add("dependency", "x", 1);
            a.AddAbsent("dependency", "y");
        }

        await Gives("[1,null]", "x, y", Fill, "[x, y]");
        await Gives("[1]", "items: List[int]", Fill, "items");
        await Gives("[1]", "*items", Fill, "items");
        await Gives("[1,null]", "items: List[Optional[int]]", Fill, "items");
        await Gives("null", "item", a => a.AddAbsent("dependency", "y"), "item");
        await Gives("[]", "items: list", a => a.AddAbsent("dependency", "y"), "items");
    }

    [PythonFact]
    public async Task The_value_of_the_step_before_fills_the_one_required_parameter_of_a_step_without_dependencies()
    {
        await Gives("""["p",1]""", "text, n=1", a => a.Add("previous", "before", "p"), "[text, n]");
        await Gives("""["p",5]""", "text, n", a =>
        {
            a.Add("option", "n", 5);
            a.Add("previous", "before", "p");
        }, "[text, n]");
        await Fails(
            "sample.f: nothing fills the parameter 'text'; nothing fills the parameter 'other'. The function is f(text, other); "
            + "the step has: step before 'before'.",
            "text, other", a => a.Add("previous", "before", "p"));
    }

    [PythonFact]
    public Task Positional_only_and_keyword_only_parameters_are_filled() =>
        Gives("[1,2,3,4]", "a, /, b=2, *, c, d=4", a =>
        {
            a.Add("option", "a", 1);
            a.Add("option", "c", 3);
        }, "[a, b, c, d]");

    [PythonFact]
    public Task Parameters_before_a_star_parameter_keep_their_places() =>
        Gives("""[1,2,["a","b","c"]]""", "x, y=2, *rest", a =>
        {
            a.Add("option", "x", 1);
            ThreeResponses(a);
        }, "[x, y, rest]");

    [PythonFact]
    public Task A_map_of_the_rest_takes_all_that_is_left() =>
        Gives("""[1,{"temperature":0.2,"question":"q","other":3}]""", "x, **rest", a =>
        {
            a.Add("option", "x", 1);
            a.Add("option", "temperature", 0.2);
            a.Add("input", "question", "q");
            a.Add("input", "x", 9);
            a.Add("dependency", "other", 3);
        }, "[x, rest]");

    [PythonFact]
    public Task An_option_that_nothing_takes_fails_with_the_signature() =>
        Fails(
            "sample.f: no parameter takes the option 'treshold' (did you mean 'threshold'?). The function is f(responses, threshold=0.5); "
            + "the step has: option 'treshold', depends_on step 'a' (without a value).",
            "responses, threshold=0.5", a =>
            {
                a.Add("option", "treshold", 1);
                a.AddAbsent("dependency", "a");
            });

    [PythonFact]
    public Task A_parameter_that_nothing_fills_fails_with_the_signature() =>
        Fails("sample.f: nothing fills the parameter 'x'. The function is f(x: int); the step has: nothing.", "x: int", null);

    [PythonFact]
    public Task An_input_that_nothing_takes_is_left_alone() =>
        Gives("1", "", a => a.Add("input", "question", "q"), "1");

    [PythonFact]
    public async Task Classes_and_wrapped_functions_can_be_called()
    {
        using var box = new PythonBox("""
            import dataclasses, functools
            @dataclasses.dataclass
            class Point:
                x: int
                y: int = 2
            def twice(function):
                @functools.wraps(function)
                def call(*args, **kwargs): return [function(*args, **kwargs)] * 2
                return call
            @twice
            def f(x): return x
            """);

        Assert.Equal("""{"x":1,"y":2}""", await box.JsonAsync(a => a.Add("option", "x", 1), "Point"));
        Assert.Equal("[1,1]", await box.JsonAsync(a => a.Add("option", "x", 1)));
    }

    [PythonFact]
    public async Task A_function_without_a_readable_signature_fails_and_says_so()
    {
        using var box = new PythonBox("f = dict.fromkeys if False else type\n");

        Assert.StartsWith("sample.f has no signature that can be read", (await box.FailAsync()).Message, StringComparison.Ordinal);
    }
}
