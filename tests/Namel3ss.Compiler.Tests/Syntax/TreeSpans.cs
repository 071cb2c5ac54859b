using System.Collections;
using System.Reflection;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Tests.Syntax;

/// <summary>Walks all of a tree, whatever nodes there are.</summary>
internal static class TreeSpans
{
    private static readonly Dictionary<Type, PropertyInfo[]> Properties = [];

    /// <summary>Asserts that every span lies in the text, and every <c>Span</c> of a part in that of the whole.</summary>
    public static void AssertInside(SyntaxTree tree)
    {
        var all = new TextSpan(0, tree.File.Text.Length);
        foreach (object declaration in tree.Chains.Cast<object>().Concat(tree.Llms))
        {
            Visit(declaration, all);
        }

        void Visit(object node, TextSpan outer)
        {
            PropertyInfo[] properties = PropertiesOf(node.GetType());
            TextSpan span = outer;
            foreach (PropertyInfo property in properties)
            {
                if (property.GetValue(node) is TextSpan found)
                {
                    if (found.Start < all.Start || found.Length < 0 || found.End > all.End)
                    {
                        Assert.Fail($"{property.Name} {found} of {node.GetType().Name} is outside of: {tree.File.Text}");
                    }

                    span = property.Name == "Span" ? found : span;
                }
            }

            foreach (PropertyInfo property in properties)
            {
                object? value = property.GetValue(node);
                if (value is IEnumerable items and not string)
                {
                    foreach (object item in items)
                    {
                        Visit(item, span);
                    }
                }
                else if (value is not null && value.GetType().Namespace == typeof(SyntaxTree).Namespace && value.GetType().IsClass)
                {
                    Visit(value, span);
                }
            }
        }
    }

    private static PropertyInfo[] PropertiesOf(Type type)
    {
        lock (Properties)
        {
            if (!Properties.TryGetValue(type, out PropertyInfo[]? result))
            {
                result = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.Name != "EqualityContract" && property.GetIndexParameters().Length == 0)];
                Properties.Add(type, result);
            }

            return result;
        }
    }
}

/// <summary>A file that uses every construct of the language.</summary>
internal static class Everything
{
    public const string Name = "everything";

    public const string Source = """"
        # Every construct.
        llm gpt4:
            client: openai
            model: gpt-4o-mini
            temperature: 0.2
            max_tokens: 500
            system: "You are \{{ brief }}."
            max_concurrent: 10
            fallback: [claude, "3d"]

        llm claude:

        chain everything:
            description: "All of it."
            inputs:
                message: text          # required
                window: "Dictionary<string, int>"
                limit: integer = 10
                tags: list<text> = ["a", 'b',
                                    c]
                note: text? = null
            timeout: 2m
            schedule: dataflow
            output: [letter, "score"]
            steps:
                step classify:
                    kind: llm
                    target: gpt4
                    system: 'Be {{ tone ?? "polite" }}.'
                    prompt: |
                        Classify {{ message }}:
                          {{ count(tags)
                             + limit }} tags, \{{ literal }}
                    returns: Urgency
                    timeout: 30s
                    retry:
                        attempts: 3
                        delay: 500ms
                        backoff: linear
                        max_delay: 10s
                step score:
                    if: {{ classify == Urgency.Critical and not (limit <= 0 or limit > 1e3) }}
                    for_each: tags
                    as: tag
                    max_parallel: 8
                    retry: 2
                    stop_on_error: false
                    options:
                        text: """
                            Tag {{ tag }},\t{{ upper(message?.trim[0] ?? '"') }}
                              x
                            """
                        list: [{{ f(tag, 1) }}, "{{ tag }}!", -1.5, {{ -limit * 2 % 3 - 1 }}]
                        map:
                            "key": {{ window["a"].b }}
                            items:
                                - {{ tag }}
                                - plain # comment
                if count(score) > 1:
                    step letter:
                        kind: template
                        text: Dear {{ message }}, {{ json(score) }}
                elif "{{ lower(message) != "a: # b" }}":
                    step letter:
                        text: "b"
                else:
                    for item in tags:
                        step each:
                            target: module.function
                        while each != null and bump < 3:
                            max_iterations: 20
                            step bump:
                                depends_on: [each]
                                if: "bump == \"x\""
                    step letter:
                        parallel: false
        """";
}
