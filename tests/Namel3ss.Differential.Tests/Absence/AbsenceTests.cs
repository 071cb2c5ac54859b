using Namel3ss.Differential.Tests.Harness;
using Namel3ss.Differential.Tests.Interpretation;
using Namel3ss.Differential.Tests.Model;

namespace Namel3ss.Differential.Tests.Absence;

/// <summary>
/// The table of what absent values do: each row with each source, absent, null and present, in both schedules, with parallel execution off and
/// on, compiled; equal to the interpreter, and that equal to plain C#.
/// </summary>
public sealed class AbsenceTests
{
    private static readonly Dictionary<DataType, object[]> Values = new()
    {
        [DataType.Integer] = [4, 0],
        [DataType.Text] = ["Ann", ""],
        [DataType.Boolean] = [true, false],
        [DataType.Pair] = [new Pair(4, "Ann", 7), new Pair(3, "b", null)],
        [DataType.Integers] = [new object?[] { 1, 2 }, new object?[] { 5 }],
    };

    public static TheoryData<string, string> Cells
    {
        get
        {
            var cells = new TheoryData<string, string>();
            foreach (AbsenceSource source in AbsenceSource.All)
            {
                foreach (DataType kind in Values.Keys.Where(kind => source.GivesLists || !kind.IsList))
                {
                    cells.Add(source.Name, kind.Language);
                }
            }

            return cells;
        }
    }

    [Fact]
    public void The_table_is_long_and_has_no_row_twice()
    {
        Assert.True(AbsenceTable.Rows.Count >= 60, $"{AbsenceTable.Rows.Count} rows");
        Assert.Distinct(AbsenceTable.Rows.Select(row => (row.Kind, row.Text)));
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task An_absent_value_does_what_the_table_says(string from, string type)
    {
        AbsenceSource source = AbsenceSource.All.Single(source => source.Name == from);
        DataType kind = Values.Keys.Single(kind => kind.Language == type);
        List<AbsenceRow> rows = [.. AbsenceTable.Rows.Where(row => row.Kind == kind)];
        ChainModel chain = source.Chain(kind, x => [.. rows.Select((row, i) => Reader(row.Read(Name(i), x), source, i)).Where(node => node is Step || !source.IsForEach)]);
        using Compilation compilation = Compilation.Compile([chain]);
        Assert.True(compilation.Errors.Count == 0, string.Join("\n", compilation.Errors) + "\n" + Compilation.TextOf(chain));

        foreach (AbsenceRun run in source.Runs(Values[kind]))
        {
            Dictionary<string, object?> arguments = run.Arguments.ToDictionary(argument => argument.Name, argument => argument.Value);
            Assert.Null(await Trial.RunAsync(chain, arguments, arguments, new Random(1), compilation, new Coverage(), TimeSpan.FromMinutes(2)));

            Expectation expected = Interpreter.Run(new Plan(chain, default), arguments);
            for (int i = 0; i < rows.Count; i++)
            {
                if (expected.Steps.TryGetValue(Name(i), out IReadOnlyList<Outcome>? outcomes))
                {
                    object?[] plain = [.. run.Seen.SelectMany(rows[i].Plain)];
                    plain = plain.Length == 0 && !expected.Lists.Contains(Name(i)) ? [AbsenceRow.Skipped] : plain;
                    Assert.Equal((rows[i].Text, Show(plain)), (rows[i].Text, Show(outcomes.Select(outcome => outcome.Status == StepStatus.Skipped ? AbsenceRow.Skipped : outcome.Value))));
                }
            }
        }
    }

    private static string Name(int row) => $"row{row}";

    /// <summary>Every other step may run beside the one before.</summary>
    private static Node Reader(Node node, AbsenceSource source, int i) => node is not Step step ? node : new Step(step.Name, step.Call)
    {
        Condition = step.Condition,
        IsParallel = i % 2 == 1,
        DependsOn = i % 2 == 1 ? null : [],
        ForEach = source.IsForEach ? new ForEach(new Variable("items"), "x", i % 4 < 2 ? 3 : null) : null,
    };

    private static string Show(IEnumerable<object?> results) =>
        string.Join(", ", results.Select(result => result == AbsenceRow.Skipped ? "skipped" : TypedValue.Show(result)));
}
