using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Namel3ss.Generator.Tests.Harness;

namespace Namel3ss.Generator.Tests;

/// <summary>Types that are there and cannot stand where a file writes them: refused there, and never by C# in a generated file.</summary>
public class RefusedTypeTests
{
    private const string Static = "it is a static class, which has no values";
    private const string RefStruct = "it is a ref struct, which cannot be kept until a step runs; write an array, a list or text";
    private const string Namespace = "it is a namespace, not a type";

    private static TestProject Project(string chains) => new TestProject()
        .WithProperty("RunAnalyzers", "false")
        .WithSource("""
            using System;
            using System.Collections.Generic;
            namespace Shop
            {
                using Namel3ss;

                public static class Limits { public const int Most = 3; }
                public ref struct Window { public const int Panes = 4; }
                public class Box<T> where T : struct { }
                public class Sorted<T> where T : IComparable<T> { }
                public class Made<T> where T : new() { }
                public class Pair<T, U> { public class Inner { } }
                public partial class Part { }
                public class Outer { private class Hidden { public const int X = 1; } protected class Half { } public const int Y = 2; }
                public static class C
                {
                    [Connector("take")] public static string Take(object anything) => $"{anything}";
                }
            }
            namespace First { public class Twice { } }
            namespace Second { public class Twice { } }
            """)
        .WithSource("global using First; global using Second;", "Usings.cs")
        .WithFile("a.ai", chains) is var project
            ? project with
            {
                References = project.References.Add(CSharpCompilation.Create(
                    "Elsewhere",
                    [CSharpSyntaxTree.ParseText("namespace Elsewhere; internal class Secret { internal const int X = 1; } public class Open { internal class Inner { } private protected class Deep { } }")],
                    project.Compile().References,
                    project.Options).ToMetadataReference()),
            }
            : null!;

    public static TheoryData<string, string, string> Refused => new()
    {
        { "System.Console", "System.Console", Static },
        { "Limits", "Limits", Static },
        { "System", "System", Namespace },
        { "Shop", "Shop", Namespace },
        { "global::System.Collections", "global::System.Collections", Namespace },
        { "System.Nullable<int>?", "System.Nullable<int>?", "it takes no second '?'; write int?" },
        { "System.Nullable<System.Guid>?", "System.Nullable<System.Guid>?", "it takes no second '?'; write Guid?" },
        { "System.Span<int>", "System.Span<int>", RefStruct },
        { "Window", "Window", RefStruct },
        { "System.TypedReference", "System.TypedReference", RefStruct },
        { "System.ArgIterator", "System.ArgIterator", RefStruct },
        { "System.Void", "System.Void", "C# says: System.Void cannot be used from C# -- use typeof(void) to get the void type object" },
        { "Box<string>", "Box<string>", "C# says: The type 'string' must be a non-nullable value type in order to use it as parameter 'T' in the generic type or method 'Box<T>'" },
        { "System.Nullable<string>", "System.Nullable<string>", "C# says: The type 'string' must be a non-nullable value type in order" },
        { "Sorted<object>", "Sorted<object>", "C# says: The type 'object' cannot be used as type parameter 'T' in the generic type or method 'Sorted<T>'" },
        { "Made<string>", "Made<string>", "C# says: 'string' must be a non-abstract type with a public parameterless constructor" },
        { "System.Collections.Generic.List", "System.Collections.Generic.List", "C# says: Using the generic type 'List<T>' requires 1 type arguments" },
        { "System.Collections.Generic.List<int, int>", "System.Collections.Generic.List<int, int>", "C# says: Using the generic type 'List<T>' requires 1 type arguments" },
        { "Pair<int>", "Pair<int>", "C# says: Using the generic type 'Pair<T, U>' requires 2 type arguments" },
        { "Pair.Inner", "Pair.Inner", "C# says: Using the generic type 'Pair<T, U>' requires 2 type arguments" },
        { "System.Guid<int>", "System.Guid<int>", "C# says: The non-generic type 'Guid' cannot be used with type arguments" },
        { "Outer.Hidden", "Outer.Hidden", "C# says: 'Outer.Hidden' is inaccessible due to its protection level" },
        { "Outer.Half", "Outer.Half", "C# says: 'Outer.Half' is inaccessible due to its protection level" },
        { "Elsewhere.Secret", "Elsewhere.Secret", "C# says: 'Secret' is inaccessible due to its protection level" },
        { "Elsewhere.Open.Inner", "Elsewhere.Open.Inner", "C# says: 'Open.Inner' is inaccessible due to its protection level" },
        { "Elsewhere.Open.Deep", "Elsewhere.Open.Deep", "C# says: 'Open.Deep' is inaccessible due to its protection level" },
        { "Twice", "Twice", "C# says: 'Twice' is an ambiguous reference between 'First.Twice' and 'Second.Twice'" },
        { "dynamic", "dynamic", "what a step takes and gives is known when the project is built; write json or object." },
        { "list<dynamic?>", "dynamic?", "what a step takes and gives is known when the project is built; write json or object." },
        { "System.Console[]", "System.Console[]", "C# says: 'Console': array elements cannot be of static type" },
        { "System.Span<int>[]", "System.Span<int>[]", "C# says: Array elements cannot be of type 'Span<int>'" },
        { "System.Collections.Generic.List<System.Console>", "System.Collections.Generic.List<System.Console>", "C# says: 'Console': static types cannot be used as type arguments" },
        { "System.Collections.Generic.List<System.Span<int>>", "System.Collections.Generic.List<System.Span<int>>", "C# says: The type 'Span<int>' may not be a ref struct" },
        { "System.Collections.Generic.Dictionary<string, System>", "System.Collections.Generic.Dictionary<string, System>", "C# says: 'System' is a namespace but is used like a type" },
        { "list<System.Console>", "System.Console", Static },
        { "list<list<System.Span<int>?>>", "System.Span<int>?", RefStruct },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_type_that_cannot_stand_where_it_is_written_is_refused_there(string type, string refused, string reason)
    {
        // Each in a file of its own, and callers that have the type from there.
        string[] chains =
        [
            $"chain a:\n    inputs:\n        x: \"{type}\"\n    step s:\n        kind: template\n        text: \"{{{{ x }}}}\"\n",
            $"chain b:\n    inputs:\n        x: \"{type}\" = 5\n    step s:\n        target: take\n        options:\n            anything: {{{{ x }}}}\nchain e:\n    step b:\n        kind: chain\n",
            $"llm m:\nchain c:\n    step m:\n        prompt: a\n        returns: \"{type}\"\n    step s:\n        kind: template\n        text: \"{{{{ m }}}}\"\n    output: m\n",
            $"chain d:\n    step s:\n        kind: python\n        target: p.f\n        returns: \"{type}\"\n",
        ];
        TestProject project = chains.Aggregate(
            Project("chain f:\n    step c:\n        kind: chain\n    step s:\n        target: take\n        options:\n            anything: {{ c }}\n").WithFile("p.py", "def f():\n    return 1\n"),
            (project, chain) => project.WithFile($"{project.Files.Length}.ai", chain));
        GeneratorRun run = project.Generate();

        Diagnostic[] errors = [.. run.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error)];
        Assert.Equal(4, errors.Length);
        Assert.All(errors, error =>
        {
            string file = project.Files.Single(file => file.Path == error.Location.GetLineSpan().Path).GetText()!.ToString();
            Assert.Equal("N3S2089", error.Id);
            Assert.Equal(refused, file.Substring(error.Location.SourceSpan.Start, error.Location.SourceSpan.Length));
            Assert.StartsWith($"'{refused.TrimEnd('?')}' cannot stand here: {reason}", error.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        });
        Assert.Empty(run.CSharpErrors);
    }

    [Theory]
    [InlineData("{{ Elsewhere.Secret.X }}", "Elsewhere.Secret", "C# says: 'Secret' is inaccessible due to its protection level")]
    [InlineData("{{ Outer.Hidden.X }}", "Outer.Hidden", "C# says: 'Outer.Hidden' is inaccessible due to its protection level")]
    [InlineData("{{ Pair.Most }}", "Pair", "C# says: Using the generic type 'Pair<T, U>' requires 2 type arguments")]
    [InlineData("{{ System.Most }}", "System", Namespace)]
    public void So_is_the_type_before_a_constant(string expression, string refused, string reason)
    {
        string chain = $"chain c:\n    step s:\n        target: take\n        options:\n            anything: {expression}\n";
        GeneratorRun run = Project(chain).Generate();

        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal(("N3S2089", $"'{refused}' cannot stand here: {reason}."), (diagnostic.Id, diagnostic.GetMessage(CultureInfo.InvariantCulture)));
        Assert.Equal(refused, chain.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        Assert.Empty(run.CSharpErrors);
    }

    /// <summary>Of a static class or a ref struct there are constants, if no values.</summary>
    [Fact]
    public void What_has_no_values_has_constants()
    {
        GeneratorRun run = Project("""
            chain c:
                step s:
                    target: take
                    options:
                        anything: {{ Limits.Most + Window.Panes + Outer.Y }}
            """).Generate();

        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.CSharpErrors);
    }

    /// <summary>What the reading of a type refuses already.</summary>
    [Theory]
    [InlineData("text[]")]
    [InlineData("integer[]")]
    [InlineData("text?[]")]
    [InlineData("int.MaxValue")]
    [InlineData("string.Empty")]
    [InlineData("System.int")]
    [InlineData("int<string>")]
    [InlineData("System::Guid.Empty::X")]
    [InlineData("System.Guid::X")]
    [InlineData("List<int>::X")]
    [InlineData("__arglist")]
    [InlineData("__makeref")]
    [InlineData("void")]
    [InlineData("void*")]
    [InlineData("int*")]
    [InlineData("delegate*<int>")]
    [InlineData("System.Collections.Generic.List<>")]
    [InlineData("ref int")]
    [InlineData("(int, int)")]
    public void What_is_no_type_by_its_letters_is_read_as_none(string type)
    {
        foreach (string chain in new[]
        {
            $"chain c:\n    inputs:\n        x: \"{type}\"\n    step s:\n        kind: template\n        text: \"{{{{ x }}}}\"\n",
            $"llm m:\nchain c:\n    step m:\n        prompt: a\n        returns: \"{type}\"\n",
        })
        {
            GeneratorRun run = Project(chain).Generate();

            Assert.StartsWith("N3S0", Assert.Single(run.Diagnostics).Id, StringComparison.Ordinal);
            Assert.Empty(run.CSharpErrors);
        }
    }

    /// <summary>Another generator may give a partial class what a constraint asks for, and make a class that is not there.</summary>
    [Theory]
    [InlineData("Sorted<Part>")]
    [InlineData("Box<Absent>")]
    [InlineData("Absent<int>")]
    [InlineData("Absent[]")]
    public void What_another_generator_may_still_make_good_is_left_to_C_sharp(string type)
    {
        string chain = $"chain c:\n    inputs:\n        x: \"{type}\"\n    step s:\n        kind: template\n        text: \"{{{{ x }}}}\"\n";
        GeneratorRun run = Project(chain).Generate();

        Assert.DoesNotContain(run.Diagnostics, found => found.Id == "N3S2089");
        Assert.Equal("/shop/a.ai", run.CSharpErrors.MinBy(error => error.Location.SourceSpan.Start)!.Location.GetMappedLineSpan().Path);
    }

    [Theory]
    [InlineData("object")]
    [InlineData("nint")]
    [InlineData("System.Nullable<int>")]
    [InlineData("list<System.Nullable<int>>")]
    [InlineData("global::System.Guid")]
    [InlineData("int?[]")]
    [InlineData("string?[]?")]
    [InlineData("int[,][]")]
    [InlineData("Pair<int, string>.Inner")]
    [InlineData("Sorted<int>")]
    [InlineData("Part")]
    [InlineData("Elsewhere.Open")]
    [InlineData("System.Action<int>")]
    [InlineData("System.Collections.Generic.Dictionary<string, System.Collections.Generic.List<int?>?>")]
    public void Any_other_type_stands_where_it_is_written(string type)
    {
        GeneratorRun run = Project($$"""
            chain c:
                inputs:
                    x: "{{type}}"
                step s:
                    target: take
                    options:
                        anything: {{"{{ x }}"}}
            chain d:
                inputs:
                    l: "list<{{type}}>"
                step c:
                    kind: chain
                    for_each: l
                    as: x
            """).Generate();

        Assert.DoesNotContain(run.Diagnostics, found => found.Severity == DiagnosticSeverity.Error);
        Assert.Empty(run.CSharpErrors);
    }
}
