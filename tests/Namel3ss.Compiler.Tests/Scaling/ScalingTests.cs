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
    private static readonly Project Shop = Project.Of("""
        public record Feedback(string Text, int Stars);
        word: Task<string> ()
        shout: Task<string> (string text)
        join: Task<string> (IReadOnlyList<string> parts)
        free: Task<string> (Dictionary<string, object> options)
        take: Task<string> (object anything)
        """);

    public static TheoryData<string> Names => [.. GrowingFiles.All.Select(files => files.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Twice_as_many_take_twice_the_work(string name)
    {
        GrowingFiles files = GrowingFiles.All.Single(files => files.Name == name);
        AssertLinear(name, files.Most, count =>
        {
            IReadOnlyList<string> texts = files.Write(count);
            return () => Compile(texts);
        });
    }

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
        Measure(make(most / 8), 1);
        (double Time, long Bytes) one = Measure(make(most / 8), isLong ? 5 : 1);
        (double Time, long Bytes) many = Measure(make(most), isLong ? 5 : 1);

        double slope = Math.Log(many.Time / one.Time) / Math.Log(8);
        double slopeOfBytes = Math.Log((double)many.Bytes / one.Bytes) / Math.Log(8);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-40}{most,8}{many.Time,10:0.0} ms{slope,8:0.00}{many.Bytes / 1e6,10:0.0} MB{slopeOfBytes,8:0.00}"));
        Assert.True(slopeOfBytes < 1.2, $"{name}: {most / 8} allocate {one.Bytes} bytes, {most} {many.Bytes}");
        Assert.True(!isLong || many.Time < 100 || slope < 1.3, $"{name}: {most / 8} take {one.Time} ms, {most} {many.Time} ms");
    }

    /// <summary>The least of several times, in milliseconds of the processor.</summary>
    private static (double Time, long Bytes) Measure(Action work, int times)
    {
        double least = double.MaxValue;
        long bytes = 0;
        for (; times > 0; times--)
        {
            GC.Collect();
            TimeSpan before = Environment.CpuUsage.UserTime;
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            work();
            bytes = GC.GetAllocatedBytesForCurrentThread() - allocated;
            least = Math.Min(least, (Environment.CpuUsage.UserTime - before).TotalMilliseconds);
        }

        return (least, bytes);
    }

    private static void Compile(IReadOnlyList<string> texts)
    {
        List<SyntaxTree> trees = [.. texts.Select((text, i) => Compilation.Parse(new SourceFile($"{i}.ai", $"{i}.ai", text)))];
        ChainIndex index = Compilation.Index(trees);
        ConnectorTable connectors = Shop.Connectors.TableFor(trees);
        var project = new ProjectModel(
            index, connectors, EquatableArray<PythonModule>.Empty, Compilation.Signatures(trees, index, connectors, EquatableArray<PythonModule>.Empty, Shop.Options));
        List<EmittedFile> emitted = [.. trees.Select(tree => Compilation.Emit(Compilation.Bind(tree, project, Shop.Options), Shop.Options))];
        Compilation.EmitServices(emitted.Select(file => file.Services).OfType<Compiler.Emit.FileServices>().ToEquatableArray(), Shop.Options);
    }
}

[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public static class Alone;
