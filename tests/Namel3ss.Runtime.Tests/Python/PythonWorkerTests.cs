using System.Text.Json;
using Namel3ss.Python;

namespace Namel3ss.Runtime.Tests.Python;

public class PythonWorkerTests
{
    [PythonFact]
    public async Task A_worker_keeps_its_modules_between_calls()
    {
        using var box = new PythonBox("count = 0\ndef f():\n    global count\n    count += 1\n    return count\n");

        Assert.Equal("1", await box.JsonAsync());
        Assert.Equal("2", await box.JsonAsync());
    }

    [PythonFact]
    public async Task The_working_directory_is_the_programs()
    {
        using var box = new PythonBox("import os\ndef f(folder):\n    return os.path.samefile(os.getcwd(), folder)\n");

        Assert.Equal("true", await box.JsonAsync(a => a.Add("option", "folder", Environment.CurrentDirectory)));
    }

    [PythonFact]
    public async Task Asynchronous_functions_are_awaited()
    {
        using var box = new PythonBox("""
            import asyncio
            async def double(x):
                await asyncio.sleep(0)
                return 2 * x
            async def f(x):
                return await asyncio.gather(double(x), double(x + 1))
            def indirect(x):
                return double(x)
            """);

        Assert.Equal("[2,4]", await box.JsonAsync(a => a.Add("option", "x", 1)));
        Assert.Equal("[6,8]", await box.JsonAsync(a => a.Add("option", "x", 3)));
        Assert.Equal("10", await box.JsonAsync(a => a.Add("option", "x", 5), "indirect"));
    }

    [PythonFact]
    public async Task What_user_code_prints_goes_to_the_log_and_never_disturbs_the_call()
    {
        using var box = new PythonBox("""
            import os, subprocess, sys
            def f():
                print('from print ⚡')
                sys.stdout.write('no line end')
                sys.stdout.flush()
                os.write(1, b'\nfrom C \x1b[31m\xff\n')
                subprocess.run([sys.executable, '-c', "print('from a child')"], check=True)
                print('from stderr', file=sys.stderr)
                print('x' * 600)
                return 'result'
            """);

        Assert.Equal("\"result\"", await box.JsonAsync());
        await box.Log.LineAsync(line => line.EndsWith("xx…", StringComparison.Ordinal));
        Assert.Equal("\"result\"", await box.JsonAsync());

        const string start = "Debug: Step 'calculate', Python output: ";
        Assert.Equal(
            ["from print ⚡", "no line end", @"from C \u001b[31m�", "from a child", "from stderr", new string('x', 500) + "…"],
            box.Log.Lines.Where(line => line.StartsWith(start, StringComparison.Ordinal)).Select(line => line[start.Length..]).Take(6));
    }

    [PythonFact]
    public async Task Much_output_is_cut_and_holds_nothing_up()
    {
        using var box = new PythonBox("def f():\n    for i in range(20000): print('line', i)\n    print('y' * 5_000_000, end='')\n    return 1\n");

        Assert.Equal("1", await box.JsonAsync());

        await box.Log.LineAsync(line => line.EndsWith("more than 200 lines, the rest is not logged", StringComparison.Ordinal));
        Assert.Contains("Debug: Step 'calculate', Python output: line 199", box.Log.Lines);
        Assert.DoesNotContain("Debug: Step 'calculate', Python output: line 200", box.Log.Lines);
    }

    [PythonFact]
    public async Task The_stdin_of_user_code_is_empty()
    {
        using var box = new PythonBox("import os, sys\ndef f(): return [sys.stdin.read(), os.read(0, 10).decode()]\n");

        Assert.Equal("""["",""]""", await box.JsonAsync());
        Assert.Equal("""["",""]""", await box.JsonAsync());
    }

    [PythonFact]
    public async Task Modules_beside_the_file_and_in_its_package_can_be_imported()
    {
        using var box = new PythonBox("import helpers\ndef f(): return helpers.answer()\n");
        box.Write("helpers.py", "def answer(): return 42\n");
        box.Write("package/__init__.py", "");
        box.Write("package/part.py", "from . import other\nfrom .other import value\ndef f(): return value + other.value\n");
        box.Write("package/other.py", "value = 21\n");
        box.Write("elsewhere/sample.py", "def f(): return 'the other sample'\n");
        box.Write("json.py", "def f(): return __name__\n");

        Assert.Equal("42", await box.JsonAsync());
        Assert.Equal("42", await box.JsonAsync(file: "package/part.py"));
        Assert.Equal("\"the other sample\"", await box.JsonAsync(file: "elsewhere/sample.py"));
        Assert.Equal("42", await box.JsonAsync());
        Assert.Equal("\"json_2\"", await box.JsonAsync(file: "json.py"));
    }

    [PythonFact]
    public async Task A_changed_file_is_run_by_a_fresh_worker()
    {
        using var box = new PythonBox("import helpers\ndef f(): return helpers.answer()\n");
        box.Write("helpers.py", "def answer(): return 1\n");
        Assert.Equal("1", await box.JsonAsync());

        box.Write("sample.py", "import helpers\ndef f(): return helpers.answer() + 1\n");
        Assert.Equal("2", await box.JsonAsync());
        box.Write("helpers.py", "def answer(): return 10\n");
        Assert.Equal("11", await box.JsonAsync());
    }

    [PythonFact]
    public async Task Cancelling_kills_the_process_and_its_children_and_the_next_call_gets_a_fresh_one()
    {
        using var beacon = new Beacon();
        using var childBeacon = new Beacon();
        using var box = new PythonBox($"""
            import subprocess, sys
            def f():
                global beacon
                subprocess.Popen([sys.executable, '-c', "import time; {childBeacon.Code.Replace('\'', '"').Replace("\"", "\\\"", StringComparison.Ordinal)}; time.sleep(3600)"])
                {beacon.Code}
                while True: pass
            def g(): return 'fresh'
            """);
        using var cancel = new CancellationTokenSource();

        var call = box.CallAsync<JsonElement>(token: cancel.Token);
        var process = await beacon.ReachedAsync();
        var child = await childBeacon.ReachedAsync();
        await cancel.CancelAsync();

        var error = await Assert.ThrowsAsync<OperationCanceledException>(() => call);
        Assert.Equal(cancel.Token, error.CancellationToken);
        await Beacon.EndedAsync(process);
        await Beacon.EndedAsync(child);
        Assert.Equal("\"fresh\"", await box.JsonAsync(function: "g"));
    }

    [PythonFact]
    public async Task A_call_that_waits_for_a_worker_can_be_cancelled()
    {
        using var beacon = new Beacon();
        using var box = new PythonBox($"def f():\n    {beacon.Code}\n    while True: pass\n");
        using var cancelFirst = new CancellationTokenSource();
        using var cancelSecond = new CancellationTokenSource();
        var first = box.CallAsync<JsonElement>(token: cancelFirst.Token);
        using var process = await beacon.ReachedAsync();

        var second = box.CallAsync<JsonElement>(token: cancelSecond.Token);
        await cancelSecond.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.False(first.IsCompleted);
        await cancelFirst.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
    }

    [PythonFact]
    public async Task A_cancelled_start_throws_the_callers_token()
    {
        using var box = new PythonBox("def f(): return 1\n");
        using var cancel = new CancellationTokenSource();
        var call = box.CallAsync<JsonElement>(token: cancel.Token);
        await cancel.CancelAsync();

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);

        Assert.Equal(cancel.Token, error.CancellationToken);
        Assert.Equal("1", await box.JsonAsync());
    }

    [PythonFact]
    public async Task Fifty_concurrent_calls_each_get_their_own_answer()
    {
        using var box = new PythonBox("import os\ndef f(x):\n    print('noise', x)\n    return [x, os.getpid()]\n", size: 4);

        var calls = Enumerable.Range(0, 50).Select(i => box.CallAsync<JsonElement>(a => a.Add("option", "x", i))).ToArray();
        var results = await Task.WhenAll(calls);

        Assert.Equal(Enumerable.Range(0, 50), results.Select(result => result[0].GetInt32()));
        Assert.InRange(results.Select(result => result[1].GetInt32()).Distinct().Count(), 1, 4);
    }

    [PythonFact]
    public async Task Calls_run_beside_each_other_in_workers_of_their_own()
    {
        using var beacon = new Beacon();
        using var box = new PythonBox($"def f():\n    {beacon.Code}\n    beacon.recv(1)\n    return 1\n", size: 3);

        var calls = Enumerable.Range(0, 3).Select(_ => box.JsonAsync()).ToArray();
        // Each waits for a byte: only if all three run at once are there three to send it to.
        var processes = new[] { await beacon.ReachedAsync(), await beacon.ReachedAsync(), await beacon.ReachedAsync() };
        foreach (var process in processes)
        {
            await process.GetStream().WriteAsync(new byte[1]);
            process.Dispose();
        }

        Assert.Equal(["1", "1", "1"], await Task.WhenAll(calls));
    }

    [PythonFact]
    public async Task A_worker_that_dies_fails_its_call_with_its_last_words_and_the_next_call_gets_a_fresh_one()
    {
        using var box = new PythonBox("""
            import os, sys
            def f():
                print('last words')
                os._exit(7)
            def crash():
                import faulthandler
                faulthandler._sigsegv()
            def g(): return 1
            """);

        Assert.Equal(
            "The Python process ended in the middle of the call, with exit code 7. Its last output:\nlast words",
            (await box.FailAsync()).Message);
        Assert.Contains("Segmentation fault", (await box.FailAsync(function: "crash")).Message, StringComparison.Ordinal);
        Assert.Equal("1", await box.JsonAsync(function: "g"));
    }

    [PythonFact]
    public async Task User_code_that_forks_or_closes_the_channel_leaves_no_call_hanging()
    {
        using var box = new PythonBox("""
            import os
            def forks():
                child = os.fork()
                if child: os.waitpid(child, 0)
                return 'parent' if child else 'child'
            def closes():
                os.closerange(3, 100)
                return 1
            def g(): return 2
            """);

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal("\"parent\"", await box.JsonAsync(function: "forks"));
        }

        Assert.StartsWith("The Python process ended in the middle of the call", (await box.FailAsync(function: "closes")).Message, StringComparison.Ordinal);
        Assert.Equal("2", await box.JsonAsync(function: "g"));
    }

    [PythonFact]
    public async Task An_idle_worker_ends_by_itself_when_its_input_is_closed_and_runs_what_was_registered()
    {
        using var beacon = new Beacon();
        using var atExit = new Beacon();
        var box = new PythonBox($"import atexit\n{beacon.Code}\ndef last():\n    {atExit.Code}\natexit.register(last)\ndef f(): return 1\n");
        Assert.Equal("1", await box.JsonAsync());
        var process = await beacon.ReachedAsync();

        box.Dispose();

        (await atExit.ReachedAsync()).Dispose();
        await Beacon.EndedAsync(process);
    }

    [PythonFact]
    public async Task A_busy_worker_ends_by_itself_when_its_input_is_closed()
    {
        using var beacon = new Beacon();
        using var box = new PythonBox($"def f():\n    {beacon.Code}\n    while True: pass\n");
        var log = new PythonCallLog(box.Log, "calculate");
        var worker = await PythonWorker.StartAsync(TestPython.Executable, log, TimeProvider.System, default);
        var call = worker.CallAsync(box.Invocation(), log, default);
        var process = await beacon.ReachedAsync();

        worker.CloseInput(); // What the system does when the host is killed.

        await Beacon.EndedAsync(process);
        await Assert.ThrowsAsync<PythonException>(() => call);
    }
}
