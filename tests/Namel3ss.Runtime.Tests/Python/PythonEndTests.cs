using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using Namel3ss.Python;
using Namel3ss.Runtime.Tests.Chains;

namespace Namel3ss.Runtime.Tests.Python;

/// <summary>However a worker ends, or fails to start, the call knows it, the pool goes on, and nothing stays behind.</summary>
public class PythonEndTests
{
    // Where the worker's own script has the stream of its answers, and the number of the call.
    private const string Channel = """
        import os, struct, subprocess, sys, time
        def channel(name):
            frame = sys._getframe()
            while 'answers' not in frame.f_locals: frame = frame.f_back
            return frame.f_locals[name]
        def forge(number, kind=b'R', body=b'"forged"'):
            os.write(channel('answers').fileno(), struct.pack('<IcQ', len(body) + 9, kind, number) + body)

        """;

    private const string Forged =
        "The Python process was ended: it sent an answer that nobody had asked for, so that none of its answers could be trusted. "
        + "Does code in it write to file descriptors that it did not open? ";

    private static readonly byte[] GoOn = new byte[1];

    [UnixPythonFact]
    public async Task A_worker_that_dies_takes_along_the_children_it_has_forked()
    {
        using var beacon = new Beacon();
        using var childBeacon = new Beacon();
        using var box = new PythonBox($"""
            import multiprocessing, os, time
            def child():
                {childBeacon.Code}
                time.sleep(3600)
            def f():
                multiprocessing.get_context('fork').Process(target=child).start()
                {beacon.Code}
                beacon.recv(1)
                os._exit(7)
            def g(): return 1
            """);

        var call = box.FailAsync();
        var child = await childBeacon.ReachedAsync();
        var worker = await beacon.ReachedAsync();
        await worker.GetStream().WriteAsync(GoOn);

        Assert.StartsWith("The Python process ended in the middle of the call, with exit code 7.", (await call.WaitAsync(Lab.Patience)).Message, StringComparison.Ordinal);
        await Beacon.EndedAsync(child);
        Assert.Equal("1", await box.JsonAsync(function: "g"));
    }

    [UnixPythonFact]
    public async Task The_end_of_a_process_is_seen_though_a_child_holds_all_its_pipes()
    {
        using var beacon = new Beacon();
        using var childBeacon = new Beacon();
        using var box = new PythonBox(Channel + $"""
            def f(child):
                subprocess.Popen([sys.executable, child], pass_fds=[channel('answers').fileno()], start_new_session=True)
                {beacon.Code}
                beacon.recv(1)
                os.kill(os.getppid(), 9)
                while True: pass
            def g(): return 1
            """);
        var file = box.Write("child.py", $"{childBeacon.Code}\nbeacon.recv(1)\n");

        var call = box.FailAsync(a => a.Add("option", "child", file));
        var child = await childBeacon.ReachedAsync();
        var worker = await beacon.ReachedAsync();
        await worker.GetStream().WriteAsync(GoOn);

        // Of the guardian, without which nobody ends the child.
        Assert.StartsWith(
            "The Python process ended in the middle of the call, with exit code 137 (signal 9).", (await call.WaitAsync(Lab.Patience)).Message, StringComparison.Ordinal);
        await Beacon.EndedAsync(worker);
        Assert.Equal("1", await box.JsonAsync(function: "g"));
        await child.GetStream().WriteAsync(GoOn);
        await Beacon.EndedAsync(child);
    }

    [LinuxPythonFact]
    public async Task A_worker_that_dies_takes_along_what_its_children_have_left_with_sessions_of_their_own()
    {
        using var beacon = new Beacon();
        using var childBeacon = new Beacon();
        using var box = new PythonBox(Channel + $"""
            def f(child):
                code = 'import subprocess, sys; subprocess.Popen([sys.executable, sys.argv[1]], start_new_session=True)'
                subprocess.run([sys.executable, '-c', code, child], check=True, start_new_session=True)
                {beacon.Code}
                beacon.recv(1)
                os._exit(7)
            """);
        var file = box.Write("child.py", $"import time; {childBeacon.Code}; time.sleep(3600)\n");

        var call = box.FailAsync(a => a.Add("option", "child", file));
        var child = await childBeacon.ReachedAsync();
        using var worker = await beacon.ReachedAsync();
        await worker.GetStream().WriteAsync(GoOn);

        Assert.StartsWith("The Python process ended in the middle of the call, with exit code 7.", (await call.WaitAsync(Lab.Patience)).Message, StringComparison.Ordinal);
        await Beacon.EndedAsync(child);
    }

    [LinuxPythonFact]
    public async Task A_worker_that_is_ended_leaves_no_zombie()
    {
        using var beacon = new Beacon();
        using var box = new PythonBox($"import os\ndef f():\n    {beacon.Code}\n    return [os.getpid(), os.getppid()]\ndef g():\n    while True: pass\n");
        using var cancel = new CancellationTokenSource();
        var ids = await box.CallAsync<int[]>();
        var process = await beacon.ReachedAsync();

        var call = box.CallAsync<int>(function: "g", token: cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);

        await Beacon.EndedAsync(process);
        await Lab.UntilAsync(() => !ids.Any(id => Directory.Exists($"/proc/{id}")));
    }

    [PythonFact]
    public async Task A_cancelled_call_ends_children_with_a_session_of_their_own()
    {
        using var beacon = new Beacon();
        using var box = new PythonBox(Channel + """
            def f(child):
                subprocess.Popen([sys.executable, child], start_new_session=True)
                time.sleep(3600)
            """);
        var file = box.Write("child.py", $"import time; {beacon.Code}; time.sleep(3600)\n");
        using var cancel = new CancellationTokenSource();

        var call = box.CallAsync<int>(a => a.Add("option", "child", file), token: cancel.Token);
        var child = await beacon.ReachedAsync();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await Beacon.EndedAsync(child);
    }

    [UnixPythonFact]
    public async Task A_worker_that_holds_Pythons_lock_ends_with_its_host_and_with_its_children()
    {
        using var beacon = new Beacon();
        using var childBeacon = new Beacon();
        using var box = new PythonBox(Channel + $"""
            import ctypes
            def f(child):
                subprocess.Popen([sys.executable, child])
                {beacon.Code}
                ctypes.PyDLL(None).sleep(3600)
            """);
        var file = box.Write("child.py", $"import time; {childBeacon.Code}; time.sleep(3600)\n");
        var log = new PythonCallLog(box.Log, "calculate");
        var worker = await PythonWorker.StartAsync(TestPython.Executable, log, TimeProvider.System, default);
        var call = worker.CallAsync(box.Invocation(a => a.Add("option", "child", file)), log, default);
        var child = await childBeacon.ReachedAsync();
        var process = await beacon.ReachedAsync();

        worker.CloseInput(); // What the system does when the host is killed.

        await Beacon.EndedAsync(process);
        await Beacon.EndedAsync(child);
        await Assert.ThrowsAsync<PythonException>(() => call);
    }

    [LinuxPythonFact]
    public async Task A_dead_worker_leaves_no_descriptors_behind()
    {
        using var beacon = new Beacon();
        using var box = new PythonBox($"import os\ndef pid(): return os.getpid()\ndef f():\n    {beacon.Code}\n    beacon.recv(1)\n    os._exit(1)\n");
        var inherited = Pipes("self").ToHashSet();
        var id = await box.JsonAsync(function: "pid");
        var call = box.FailAsync();
        using var process = await beacon.ReachedAsync();
        var pipes = Pipes(id).Except(inherited).ToHashSet();
        Assert.NotEmpty(pipes.Intersect(Pipes("self")));
        await process.GetStream().WriteAsync(GoOn);
        await call;

        Assert.Empty(pipes.Intersect(Pipes("self")));

        static IEnumerable<string> Pipes(string process) => Directory.EnumerateFiles($"/proc/{process}/fd")
            .Select(file => new FileInfo(file).LinkTarget).OfType<string>().Where(target => target.StartsWith("pipe:", StringComparison.Ordinal));
    }

    [PythonFact]
    public async Task An_idle_worker_that_was_killed_fails_no_call()
    {
        using var box = new PythonBox("import os\ndef f(): return os.getpid()\n");
        var seen = new HashSet<int>();

        for (var i = 0; i < 10; i++)
        {
            var id = await box.CallAsync<int>();
            Assert.True(seen.Add(id));
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
    }

    [UnixPythonFact]
    public async Task A_worker_that_is_killed_with_a_call_that_it_has_not_begun_fails_no_call()
    {
        using var box = new PythonBox("import os\ndef f(): return os.getpid()\n");
        var id = await box.CallAsync<int>();
        using var process = Process.GetProcessById(id);
        using (var stop = Process.Start("kill", ["-STOP", id.ToString(CultureInfo.InvariantCulture)]))
        {
            await stop.WaitForExitAsync();
        }

        var call = box.CallAsync<int>();
        process.Kill();

        Assert.NotEqual(id, await call.WaitAsync(Lab.Patience));
        Assert.Contains(box.Log.Lines, line => line.StartsWith(
            "Warning: Step 'calculate' takes another Python process in place of an idle one: The Python process ended before it began the call, with exit code 137 (signal 9).",
            StringComparison.Ordinal));
    }

    [UnixPythonFact]
    public async Task Only_one_worker_more_is_tried()
    {
        using var scripts = new PythonBox();
        // It says that it is Python, takes the script and a part of the call, and dies.
        var executable = Executable(scripts, $"""
            #!/usr/bin/env {TestPython.Executable}
            import os, struct, sys
            os.write(1, b'namel3ss-python 3.11.0\n')
            sys.stdin.buffer.read({PythonWorkerScript.Message.Length})
            os.write(1, struct.pack('<IcQ', 9, b'P', os.getpid()))
            sys.stdin.buffer.read(1)
            os._exit(3)

            """);
        using var box = new PythonBox("def f(): return 1\n", executable: executable);

        var error = await box.FailAsync();

        Assert.Equal("The Python process ended before it began the call, with exit code 3. It wrote nothing to stderr.", error.Message);
        Assert.Equal(2, box.Log.Lines.Count(line => line.Contains("started Python 3.11.0", StringComparison.Ordinal)));
    }

    [PythonFact]
    public async Task An_answer_with_a_number_that_nobody_asked_for_ends_the_worker()
    {
        using var box = new PythonBox(Channel + """
            def f():
                forge(1 << 40)
                time.sleep(3600)
            def unknown():
                forge(channel('number'), b'X')
                time.sleep(3600)
            def g(): return 1
            """);

        Assert.Equal(Forged + "It wrote nothing to stderr.", (await box.FailAsync()).Message);
        Assert.Equal(Forged + "It wrote nothing to stderr.", (await box.FailAsync(function: "unknown")).Message);
        Assert.Equal("1", await box.JsonAsync(function: "g"));
    }

    [PythonFact]
    public async Task A_forged_answer_shifts_no_other()
    {
        using var box = new PythonBox(Channel + """
            def f():
                forge(channel('number'))
                return 'true'
            def g(x): return x
            """);

        Assert.Equal("\"forged\"", await box.JsonAsync());
        for (var i = 0; i < 5; i++)
        {
            var x = i;
            Assert.Equal($"{x}", await box.JsonAsync(a => a.Add("option", "x", x), "g"));
        }
    }

    [PythonFact]
    public async Task An_answer_between_calls_ends_the_worker_and_fails_no_call()
    {
        using var beacon = new Beacon();
        using var box = new PythonBox(Channel + $"""
            import threading
            def f():
                answers, number = channel('answers'), channel('number')
                def later():
                    {beacon.Code}
                    beacon.recv(1)
                    os.write(answers.fileno(), struct.pack('<IcQ', 9, b'R', number))
                    time.sleep(3600)
                threading.Thread(target=later, daemon=True).start()
                return 1
            def g(): return 2
            """);
        Assert.Equal("1", await box.JsonAsync());
        var process = await beacon.ReachedAsync();

        await process.GetStream().WriteAsync(GoOn);

        await Beacon.EndedAsync(process);
        Assert.Equal("2", await box.JsonAsync(function: "g"));
    }

    [PythonFact]
    public async Task A_worker_whose_files_have_changed_ends()
    {
        using var beacon = new Beacon();
        using var box = new PythonBox($"{beacon.Code}\ndef f(): return 1\n");
        Assert.Equal("1", await box.JsonAsync());
        var process = await beacon.ReachedAsync();

        box.Write("sample.py", "def f(): return 'changed'\n");

        Assert.Equal("\"changed\"", await box.JsonAsync());
        await Beacon.EndedAsync(process);
    }

    [UnixPythonFact]
    public async Task An_executable_that_says_nothing_has_a_time_of_its_own_to_start()
    {
        using var beacon = new Beacon();
        using var scripts = new PythonBox();
        var executable = Executable(scripts, $"#!/usr/bin/env {TestPython.Executable}\nimport time; {beacon.Code}; time.sleep(3600)\n");
        var clock = new FakeTimeProvider();
        using var box = new PythonBox("def f(): return 1\n", executable: executable, clock: clock);

        var call = box.FailAsync();
        var process = await beacon.ReachedAsync();
        clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(
            $"'{executable}' did not start as Python: it did not say so within 30 seconds. Install Python 3.8 or later, or name its executable "
            + "in the environment variable NAMEL3SS_PYTHON or in Namel3ssOptions.PythonExecutable.",
            (await call.WaitAsync(Lab.Patience)).Message);
        await Beacon.EndedAsync(process);
    }

    private static string Executable(PythonBox box, string script)
    {
        var path = box.Write("python", script);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }
}
