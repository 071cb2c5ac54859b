using System.Diagnostics;
using System.Text;
using Namel3ss.Python;

namespace Namel3ss.Runtime.Tests.Python;

/// <summary>What an import finds: the standard library before the project before what is installed.</summary>
public class PythonImportTests
{
    [PythonFact]
    public async Task Files_that_are_named_like_modules_of_Python_break_nothing()
    {
        using var box = new PythonBox("""
            async def f():
                import asyncio, urllib.request, http.client
                await asyncio.sleep(0)
                return urllib.request.__name__
            """);
        foreach (var name in new[] { "asyncio", "json", "email", "concurrent", "selectors", "dataclasses", "decimal", "traceback", "difflib", "queue" })
        {
            box.Write(name + ".py", "def classify(): return __name__\n");
        }

        Assert.Equal("\"email_2\"", await box.JsonAsync(function: "classify", file: "email.py"));
        Assert.Equal("\"asyncio_2\"", await box.JsonAsync(function: "classify", file: "asyncio.py"));
        Assert.Equal("\"urllib.request\"", await box.JsonAsync());
        Assert.Equal("\"email_2\"", await box.JsonAsync(function: "classify", file: "email.py"));
    }

    [PythonFact]
    public async Task A_package_that_is_named_like_a_module_of_Python_has_its_own_files()
    {
        using var box = new PythonBox();
        box.Write("email/__init__.py", "greeting = 'hello'\n");
        box.Write("email/words.py", "from . import greeting\nfrom .more import word\ndef f(): return [greeting, word]\n");
        box.Write("email/more.py", "word = 'world'\n");
        box.Write("mail.py", "import email.message\ndef f(): return email.message.__name__\n");

        Assert.Equal("""["hello","world"]""", await box.JsonAsync(file: "email/words.py"));
        Assert.Equal("\"email.message\"", await box.JsonAsync(file: "mail.py"));
    }

    [PythonFact]
    public async Task The_project_comes_before_what_is_installed()
    {
        using var box = new PythonBox("""
            import sys
            def install(folder): sys.path.append(folder)
            def f():
                import helper
                return helper.where
            """);
        box.Write("helper.py", "where = 'project'\n");
        box.Write("lib/site-packages/helper.py", "where = 'installed'\n");
        box.Write("other/g.py", "import helper\ndef f(): return helper.where\n");

        Assert.Equal("null", await box.JsonAsync(a => a.Add("option", "folder", Path.Combine(box.Folder, "lib", "site-packages")), "install"));
        Assert.Equal("\"project\"", await box.JsonAsync(file: "other/g.py"));
        Assert.Equal("\"project\"", await box.JsonAsync());
    }

    [PythonFact]
    public async Task Nothing_in_the_working_directory_gets_into_a_workers_own_way()
    {
        using var box = new PythonBox("def f(): return 1\n");
        foreach (var name in new[] { "json", "os", "inspect", "queue", "select", "traceback" })
        {
            box.Write(name + ".py", "raise SystemExit('not yours')\n");
        }

        using var process = Process.Start(new ProcessStartInfo(TestPython.Executable, ["-u", "-c", PythonWorkerScript.Bootstrap])
        {
            WorkingDirectory = box.Folder, RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;
        await process.StandardInput.BaseStream.WriteAsync(PythonWorkerScript.Message);
        var call = box.Invocation();
        await process.StandardInput.BaseStream.WriteAsync(call.ToMessage());
        await process.StandardInput.BaseStream.FlushAsync();

        var output = process.StandardOutput.BaseStream;
        for (var next = 0; next != '\n'; next = output.ReadByte())
        {
            Assert.NotEqual(-1, next);
        }

        var answers = new byte[13 + 13 + 14];
        await output.ReadExactlyAsync(answers);
        Assert.Equal(("P", "B", "R", "1"), (Text(4), Text(13 + 4), Text(26 + 4), Text(26 + 13)));
        process.StandardInput.Close();
        await process.WaitForExitAsync();

        string Text(int at) => Encoding.ASCII.GetString(answers, at, 1);
    }
}
