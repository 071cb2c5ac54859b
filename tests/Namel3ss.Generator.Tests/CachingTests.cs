using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Namel3ss.Compiler.Semantics;
using Namel3ss.Generator.Tests.Harness;

namespace Namel3ss.Generator.Tests;

public class CachingTests
{
    private static readonly string[] AllStages =
        [.. typeof(Stages).GetFields(BindingFlags.Static | BindingFlags.Public).Select(stage => (string)stage.GetValue(null)!)];

    private static readonly TestProject TwoFiles = Guide.Project
        .WithFile("other.ai", Guide.Chain("other"))
        .WithFile("calculator.py", "def calculate(x):\n    return x\n")
        .WithSource("class Unrelated { }", "Unrelated.cs");

    private const string Node = "public class Node { public Node? Next { get; set; } public int Value { get; set; } }";

    private static readonly TestProject WithMembers = TwoFiles
        .WithSource(Node, "Node.cs")
        .WithFile("member.ai", """
            chain walk:
                inputs:
                    node: Node
                step text:
                    kind: template
                    text: "> {{ node.next?.next?.value ?? 0 }}"
            """);

    [Fact]
    public void An_unrelated_edit_leaves_the_connectors_unchanged_and_all_later_stages_cached()
    {
        GeneratorRun run = TwoFiles.Generate().Edit(TwoFiles.WithSource("class Unrelated { int _more; }", "Unrelated.cs"));

        AssertReasons(run, Stages.ConnectorMethods, IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Cached);
        foreach (string stage in new[] { Stages.Connectors, Stages.ConnectorReadings, Stages.Parse, Stages.Index, Stages.Signatures, Stages.Project, Stages.Bind, Stages.Emit, Stages.EmitShared, Stages.EmitMarks, Stages.Settings })
        {
            AssertReasons(run, stage, IncrementalStepRunReason.Cached);
        }

        AssertReasons(run, Stages.ReferencedConnectors, IncrementalStepRunReason.Unchanged);
        AssertReasons(run, Stages.Contract, IncrementalStepRunReason.Unchanged);
    }

    [Fact]
    public void An_unrelated_edit_leaves_the_types_of_expressions_unchanged_and_all_later_stages_cached()
    {
        GeneratorRun run = WithMembers.Generate().Edit(WithMembers.WithSource("class Unrelated { int _more; }", "Unrelated.cs"));

        AssertReasons(run, Stages.TypeRequest, IncrementalStepRunReason.Cached);
        AssertReasons(run, Stages.Types, IncrementalStepRunReason.Unchanged);
        AssertReasons(run, Stages.Bind, IncrementalStepRunReason.Cached);
        AssertReasons(run, Stages.Emit, IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void An_edit_of_a_file_that_reads_no_other_member_binds_that_file_alone()
    {
        GeneratorRun run = WithMembers.Generate().Edit(WithMembers.WithFile("other.ai", Guide.Chain("other", source: "email")));

        AssertReasons(run, Stages.TypeRequest, IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Cached);
        AssertReasons(run, Stages.Types, IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Cached);
        Assert.Single(run.Reasons(Stages.Bind), reason => reason == IncrementalStepRunReason.Modified);
    }

    [Fact]
    public void A_changed_member_binds_again()
    {
        GeneratorRun run = WithMembers.Generate().Edit(WithMembers.WithSource(Node.Replace("Next", "Last", StringComparison.Ordinal), "Node.cs"));

        AssertReasons(run, Stages.Types, IncrementalStepRunReason.Modified);
        Assert.Single(run.Reasons(Stages.Bind), reason => reason == IncrementalStepRunReason.Modified);
    }

    [Fact]
    public void An_edit_of_one_file_binds_and_emits_that_file_alone()
    {
        GeneratorRun first = TwoFiles.Generate();
        GeneratorRun run = first.Edit(TwoFiles.WithFile("other.ai", Guide.Chain("other", source: "email")));

        AssertReasons(run, Stages.Index, IncrementalStepRunReason.Unchanged);
        foreach (string stage in new[] { Stages.Parse, Stages.Bind, Stages.Emit })
        {
            Assert.Equal(
                [IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified],
                run.Reasons(stage).Order(Comparer<IncrementalStepRunReason>.Create((a, b) => b.CompareTo(a))));
        }

        Assert.Same(Text(first, "feedback"), Text(run, "feedback"));
        Assert.Contains("email", Text(run, "other").ToString());
    }

    [Fact]
    public void An_edit_of_a_chain_that_another_file_calls_binds_that_file_again_only_if_its_outside_changes()
    {
        TestProject project = TwoFiles.WithFile("caller.ai", "chain caller:\n    step other:\n");
        GeneratorRun first = project.Generate();

        GeneratorRun body = first.Edit(project.WithFile("other.ai", Guide.Chain("other", source: "email")));
        AssertReasons(body, Stages.Signatures, IncrementalStepRunReason.Unchanged);
        Assert.Same(Text(first, "caller"), Text(body, "caller"));

        GeneratorRun outside = first.Edit(project.WithFile("other.ai", "chain other:\n    inputs:\n        word: text\n    step text:\n        kind: template\n        text: \"{{ word }}\"\n"));
        AssertReasons(outside, Stages.Signatures, IncrementalStepRunReason.Modified);
        Assert.Contains("string word", Text(outside, "caller").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_taken_out_or_added_touches_no_other()
    {
        TestProject project = TwoFiles.WithFile("a.ai", Guide.Chain("first")).WithFile("z.ai", Guide.Chain("last"));
        GeneratorRun all = project.Generate();
        GeneratorRun without = all.Edit(project with { Files = [.. project.Files.Where(file => file.Path != "/shop/feedback.ai")] });
        GeneratorRun again = without.Edit(project);

        foreach (string stage in new[] { Stages.Files, Stages.Parse })
        {
            AssertReasons(without, stage, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Removed);
            Assert.Single(again.Reasons(stage), reason => reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified);
        }

        Assert.Same(Text(all, "z"), Text(without, "z"));
        Assert.Same(Text(without, "z"), Text(again, "z"));
    }

    [Fact]
    public void A_connector_that_only_moves_changes_no_later_stage()
    {
        GeneratorRun run = TwoFiles.Generate().Edit(TwoFiles.WithSource("// A line above.\n" + Guide.Connectors, "Connectors.cs"));

        AssertReasons(run, Stages.ConnectorReadings, IncrementalStepRunReason.Modified);
        AssertReasons(run, Stages.Connectors, IncrementalStepRunReason.Unchanged);
        AssertReasons(run, Stages.Bind, IncrementalStepRunReason.Cached);
        AssertReasons(run, Stages.Emit, IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void An_edit_inside_a_python_function_binds_nothing_again()
    {
        GeneratorRun run = TwoFiles.Generate().Edit(TwoFiles.WithFile("calculator.py", "def calculate(x):\n    return x + 1\n"));

        AssertReasons(run, Stages.Python, IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Cached);
        AssertReasons(run, Stages.Bind, IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void A_changed_signature_binds_again()
    {
        GeneratorRun run = TwoFiles.Generate().Edit(TwoFiles.WithSource(Guide.Connectors.Replace("string source", "string source, int depth = 3"), "Connectors.cs"));

        AssertReasons(run, Stages.Connectors, IncrementalStepRunReason.Modified);
        AssertReasons(run, Stages.Bind, IncrementalStepRunReason.Modified);
    }

    [Fact]
    public void A_removed_file_takes_its_output_along_and_nothing_else()
    {
        GeneratorRun first = TwoFiles.Generate();
        GeneratorRun run = first.Edit(TwoFiles with { Files = TwoFiles.Files.RemoveAll(file => file.Path.EndsWith("other.ai", StringComparison.Ordinal)) });

        Assert.Equal(2, first.ChainFiles.Length);
        Assert.StartsWith("feedback.", Assert.Single(run.ChainFiles).HintName, StringComparison.Ordinal);
    }

    [Fact]
    public void No_stage_keeps_an_object_of_Roslyn()
    {
        GeneratorRun run = WithMembers.Generate();
        Assert.NotEmpty(Assert.Single(run.Values<TypeTable>(Stages.Types)).Types);
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (string stage in AllStages)
        {
            object[] values = run.Values<object>(stage);
            Assert.NotEmpty(values);
            foreach (object? value in values)
            {
                Visit(value, stage, seen);
            }
        }
    }

    private static object Text(GeneratorRun run, string stem) =>
        run.ChainFiles.Single(file => file.HintName.StartsWith(stem + ".", StringComparison.Ordinal)).SourceText;

    private static void AssertReasons(GeneratorRun run, string stage, params IncrementalStepRunReason[] allowed)
    {
        IncrementalStepRunReason[] reasons = run.Reasons(stage);
        Assert.NotEmpty(reasons);
        Assert.All(reasons, reason => Assert.True(allowed.Contains(reason), $"{stage} is {reason}"));
    }

    private static void Visit(object? value, string path, HashSet<object> seen)
    {
        if (value is null || value.GetType().IsPrimitive || value is string || !seen.Add(value))
        {
            return;
        }

        Type type = value.GetType();
        Assert.False(
            type.FullName!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal), $"{path} holds a {type.FullName}");
        if (value is IEnumerable items)
        {
            foreach (object? item in items)
            {
                Visit(item, path + "[]", seen);
            }

            return;
        }

        if (type.Namespace?.StartsWith("Namel3ss", StringComparison.Ordinal) != true)
        {
            return;
        }

        foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            Visit(field.GetValue(value), $"{path}.{field.Name}", seen);
        }
    }
}
