using System.Globalization;
using Namel3ss.Compiler.Semantics;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Tests.Semantics;
using Namel3ss.Compiler.Text;
using Xunit.Abstractions;

namespace Namel3ss.Compiler.Tests.Scaling;

/// <summary>
/// Whatever a file has many of, twice as many take twice the work. What is allocated is counted, the same on every machine; time,
/// which a busy machine disturbs, is printed here and held by <c>tests/long/scaling.sh</c>.
/// </summary>
[Collection(nameof(Alone))]
public class ScalingTests(ITestOutputHelper output)
{
    private const double Steepest = 1.2;

    /// <summary>In milliseconds.</summary>
    private const double Measurable = 20;

    private static readonly Project Shop = Project.Of("""
        public record Feedback(string Text, int Stars);
        public enum Level { Low, High }
        word: Task<string> ()
        shout: Task<string> (string text)
        join: Task<string> (IReadOnlyList<string> parts)
        free: Task<string> (Dictionary<string, object> options)
        take: Task<string> (object anything)
        keep: Task<string> (Feedback feedback)
        rate: Task<string> (Level level)
        """);

    private static readonly NameTable<PythonNamesakes> Python = PythonNamesakes.Of([PythonModule.Read("tool.py", "def run(i):\n    return i\n")]);

    public static TheoryData<string> Names => [.. GrowingFiles.All.Select(files => files.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Twice_as_many_take_twice_the_work(string name)
    {
        GrowingFiles files = GrowingFiles.All.Single(files => files.Name == name);
        AssertLinear(name, files.Most, count =>
        {
            IReadOnlyList<string> texts = files.Write(count);
            return () => Compile(texts, Python);
        });
    }

    [Fact]
    public void A_step_looks_for_its_python_file_by_name() => AssertLinear("files of Python", 8_000, count =>
    {
        IReadOnlyList<string> chains = [string.Concat(Enumerable.Range(0, count).Select(i => $"chain c{i}:\n    step s:\n        kind: python\n        target: f{i}{(i % 2 == 0 ? "" : "_")}.run\n"))];
        var files = PythonNamesakes.Of(Enumerable.Range(0, count).Select(i => PythonModule.Read($"tools/f{i}.py", "def run():\n    return 1\n")));
        return () => Compile(chains, files);
    });

    [Fact]
    public void Letters_of_a_line_of_python_are_read_once() => AssertLinear("letters of a line of Python", 64_000, count =>
    {
        string text = $"import {new string('a', count)}!\n{new string('a', count)} !\nfrom {new string(' ', count)}!";
        return () => PythonModule.Read("a.py", text);
    });

    private void AssertLinear(string name, int limit, Func<int, Action> make)
    {
        bool isLong = Environment.GetEnvironmentVariable("NAMEL3SS_SCALING") is "1";
        int most = isLong ? limit : Math.Min(limit, 2_000);
        int times = isLong ? 5 : 1;
        int[] counts = isLong ? [most / 8, most / 4, most / 2, most] : [most / 8, most];
        Measure(make(counts[0]), 1);
        (double Time, double Megabytes)[] costs = [.. counts.Select(count => Measure(make(count), times))];

        double slopeOfTime = Slope(counts, costs.Select(cost => cost.Time));
        double slopeOfMemory = Slope(counts, costs.Select(cost => cost.Megabytes));
        string times4 = string.Join(" ", costs.Select(cost => cost.Time.ToString("0.0", CultureInfo.InvariantCulture).PadLeft(8)));
        string memory4 = string.Join(" ", costs.Select(cost => cost.Megabytes.ToString("0.0", CultureInfo.InvariantCulture).PadLeft(7)));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-40}{most,8} |{times4} ms{slopeOfTime,7:0.00} |{memory4} MB{slopeOfMemory,7:0.00}"));
        Assert.True(slopeOfMemory < Steepest, $"{name}: {string.Join(", ", counts)} allocate{memory4} MB");
        Assert.True(!isLong || slopeOfTime < Steepest, $"{name}: {string.Join(", ", counts)} take{times4} ms");
    }

    /// <summary>The exponent with which a cost grows: that of the line that fits best through the logarithms.</summary>
    private static double Slope(int[] counts, IEnumerable<double> costs)
    {
        double[] x = [.. counts.Select(count => Math.Log(count))];
        double[] y = [.. costs.Select(cost => Math.Log(cost))];
        return x.Zip(y, (at, cost) => (at - x.Average()) * (cost - y.Average())).Sum() / x.Sum(at => Math.Pow(at - x.Average(), 2));
    }

    /// <summary>The least of several times, in milliseconds of the processor. What is soon done is done as often as the clock needs it.</summary>
    private static (double Time, double Megabytes) Measure(Action work, int times)
    {
        double least = double.MaxValue;
        int repeats = 1;
        long bytes = 0;
        for (int measured = 0; measured < times;)
        {
            GC.Collect();
            // Not the user's share of it, which the system only estimates.
            TimeSpan before = Environment.CpuUsage.TotalTime;
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < repeats; i++)
            {
                work();
            }

            bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / repeats;
            double time = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
            if (time < Measurable && times > 1)
            {
                repeats *= 2;
            }
            else
            {
                least = Math.Min(least, time / repeats);
                measured++;
            }
        }

        return (least, bytes / 1e6);
    }

    private static void Compile(IReadOnlyList<string> texts, NameTable<PythonNamesakes> python)
    {
        List<SyntaxTree> trees = [.. texts.Select((text, i) => Compilation.Parse(new SourceFile($"{i}.ai", $"{i}.ai", text)))];
        ChainIndex index = Compilation.Index(trees);
        ConnectorTable connectors = Shop.Connectors.TableFor(trees);
        var project = new ProjectModel(
            index, connectors, python, Compilation.Signatures(trees, index, connectors, python, Shop.Options));
        List<EmittedFile> emitted = [.. trees.Select(tree => Compilation.Emit(Compilation.Bind(tree, project, Shop.Options), Shop.Options))];
        Compilation.EmitServices(emitted.Select(file => file.Services).OfType<Compiler.Emit.FileServices>().ToEquatableArray(), Shop.Options);
    }
}

[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public static class Alone;
