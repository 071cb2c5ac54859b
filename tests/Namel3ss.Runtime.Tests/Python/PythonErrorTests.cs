namespace Namel3ss.Runtime.Tests.Python;

public class PythonErrorTests
{
    [PythonFact]
    public async Task An_exception_shows_its_type_its_text_and_the_users_frames()
    {
        using var box = new PythonBox("""
            def inner(x):
                raise ValueError('boom ' + x)

            def f():
                inner('💥')
            """);

        var error = await box.FailAsync();

        var file = Path.Combine(box.Folder, "sample.py");
        Assert.Equal("ValueError", error.PythonType);
        Assert.Equal($"""
            Traceback (most recent call last):
              File "{file}", line 5, in f
                inner('💥')
              File "{file}", line 2, in inner
                raise ValueError('boom ' + x)
            ValueError: boom 💥
            """.ReplaceLineEndings("\n"), WithoutMarks(error.Traceback!));
        Assert.StartsWith("ValueError: boom 💥\nTraceback (most recent call last):\n  File ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("raise ValueError('boom ' + x)", WithoutMarks(error.Message), StringComparison.Ordinal);
        Assert.Contains(error.Traceback!.Split('\n')[1], error.ToString(), StringComparison.Ordinal);
    }

    [PythonFact]
    public async Task An_asynchronous_function_shows_only_the_users_frames()
    {
        using var box = new PythonBox("""
            import asyncio
            async def f():
                await asyncio.sleep(0)
                raise KeyError('k')
            """);

        var error = await box.FailAsync();

        Assert.Equal("KeyError", error.PythonType);
        Assert.StartsWith("Traceback (most recent call last):\n  File \"" + box.Folder, error.Traceback, StringComparison.Ordinal);
        Assert.DoesNotContain("asyncio/", error.Traceback, StringComparison.Ordinal);
    }

    [PythonFact]
    public async Task An_exception_of_the_users_own_with_a_cause_shows_both()
    {
        using var box = new PythonBox("""
            class Broken(Exception):
                def __str__(self): raise RuntimeError('no text')
            def f():
                try:
                    {}['k']
                except KeyError as e:
                    raise Broken from e
            """);

        var error = await box.FailAsync();

        Assert.Equal("sample.Broken", error.PythonType);
        Assert.StartsWith("sample.Broken: (its text cannot be shown)\nKeyError: 'k'", WithoutFrames(error.Message), StringComparison.Ordinal);
    }

    [PythonFact]
    public async Task Leaving_Python_is_a_failed_call_and_the_worker_lives_on()
    {
        using var box = new PythonBox("""
            import asyncio, os, sys
            def pid(): return os.getpid()
            def exit(): sys.exit(3)
            def interrupt(): raise KeyboardInterrupt
            async def cancelled(): raise asyncio.CancelledError
            def endless(): return endless()
            """);
        var process = await box.JsonAsync(function: "pid");

        Assert.StartsWith("SystemExit: 3\n", (await box.FailAsync(function: "exit")).Message, StringComparison.Ordinal);
        Assert.StartsWith("KeyboardInterrupt\n", (await box.FailAsync(function: "interrupt")).Message, StringComparison.Ordinal);
        Assert.EndsWith("CancelledError", (await box.FailAsync(function: "cancelled")).PythonType, StringComparison.Ordinal);
        Assert.Equal("RecursionError", (await box.FailAsync(function: "endless")).PythonType);
        Assert.Equal(process, await box.JsonAsync(function: "pid"));
    }

    [PythonFact]
    public async Task A_function_that_is_missing_is_named_with_the_file_and_the_functions_there_are()
    {
        using var box = new PythonBox("from os import getpid\ndef consensus(): pass\ndef score(): pass\ndef _own(): pass\nlimit = 3\n");
        var file = Path.Combine(box.Folder, "sample.py");

        Assert.Equal(
            $"there is no function 'concensus' in {file} (did you mean 'consensus'?); its functions are consensus, score",
            (await box.FailAsync(function: "concensus")).Message);
        Assert.Equal($"'limit' in {file} is no function", (await box.FailAsync(function: "limit")).Message);
    }

    [PythonFact]
    public async Task A_file_that_does_not_compile_shows_Pythons_message_and_is_read_again_at_the_next_call()
    {
        using var box = new PythonBox("def f(:\n");

        var error = await box.FailAsync();
        box.Write("sample.py", "def f(): return 1\n");

        Assert.Equal("SyntaxError", error.PythonType);
        Assert.Contains($"File \"{Path.Combine(box.Folder, "sample.py")}\", line 1", error.Message, StringComparison.Ordinal);
        Assert.Equal("1", await box.JsonAsync());
    }

    [PythonFact]
    public async Task An_import_that_fails_shows_the_users_line()
    {
        using var box = new PythonBox("import no_such_module_here\n");

        var error = await box.FailAsync();

        Assert.Equal("ModuleNotFoundError", error.PythonType);
        Assert.StartsWith(
            $"Traceback (most recent call last):\n  File \"{Path.Combine(box.Folder, "sample.py")}\", line 1", error.Traceback, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_Python_the_message_names_the_executable_and_the_settings()
    {
        using var box = new PythonBox("def f(): pass\n", executable: "no-such-python-here");

        var error = await box.FailAsync();

        Assert.StartsWith("Python could not be started: 'no-such-python-here': ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "Install Python 3.8 or later, or name its executable in the environment variable NAMEL3SS_PYTHON or in Namel3ssOptions.PythonExecutable.",
            error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_executable_that_is_no_Python_is_said_to_be_none()
    {
        // The dotnet host is there wherever this test runs.
        using var box = new PythonBox("def f(): pass\n", executable: Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet");

        var error = await box.FailAsync();

        Assert.Contains("' did not start as Python: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("NAMEL3SS_PYTHON", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Python_that_is_too_old_is_refused()
    {
        var error = Assert.Throws<PythonException>(() => Namel3ss.Python.PythonWorkerScript.CheckVersion("namel3ss-python 2.7.18", "python"));

        Assert.StartsWith("'python' is Python 2.7.18; Python steps need 3.8 or later.", error.Message, StringComparison.Ordinal);
        Assert.Equal("3.10.0", Namel3ss.Python.PythonWorkerScript.CheckVersion("namel3ss-python 3.10.0", "python"));
    }

    // Python 3.11 and later underline the place in the line.
    private static string WithoutMarks(string text) =>
        string.Join('\n', text.Split('\n').Where(line => line.Trim().Any(c => c is not '^' and not '~')));

    private static string WithoutFrames(string text) =>
        string.Join('\n', WithoutMarks(text).Split('\n').Where(line => !line.StartsWith(' ') && !line.StartsWith("Traceback", StringComparison.Ordinal)));
}
