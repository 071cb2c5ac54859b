using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Semantics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Tests.Semantics;

/// <summary>N3S2088: Python files that are called like a module of Python's own, where imports look for them.</summary>
public class PythonNameTests
{
    [Theory]
    [InlineData("email.py", "'email.py' has the name of 'email' in Python's standard library, which every import of that name finds: only a step's target reaches what is here. Rename it, as in 'email_steps.py'.")]
    [InlineData("json.py", "'json.py' has the name of 'json' in Python's standard library, which every import of that name finds: only a step's target reaches what is here. Rename it, as in 'json_steps.py'.")]
    [InlineData("tools/asyncio.py", "'tools/asyncio.py' has the name of 'asyncio' in Python's standard library, which every import of that name finds: only a step's target reaches what is here. Rename it, as in 'asyncio_steps.py'.")]
    [InlineData("logging/__init__.py", "The folder 'logging' is a package with the name of 'logging' in Python's standard library, which every import of that name finds: only a step's target reaches what is here. Rename it, as in 'logging_steps'.")]
    [InlineData("lib/types.py", "'lib/types.py' has the name of 'types' in Python's standard library, which every import of that name finds: only a step's target reaches what is here. Rename it, as in 'types_steps.py'.")]
    public void A_file_that_imports_may_find_is_a_warning(string path, string message)
    {
        Diagnostic found = Assert.Single(Check(["tools/fetch.py", "lib/package/inner/deep.py"], path));

        Assert.Equal(("N3S2088", "/shop/" + path, message), (found.Id, found.Location.Path, found.Message));
    }

    [Theory]
    [InlineData("mails.py")]
    [InlineData("Email.py")]
    [InlineData("test.py")]
    [InlineData("other/email.py")] // Nothing that a step calls lies beside it.
    [InlineData("lib/package/email.py")] // package.email
    [InlineData("lib/package/inner/email.py")]
    [InlineData("email/tools.py")]
    public void Any_other_is_none(string path) => Assert.Empty(Check(["tools/fetch.py", "lib/package/inner/deep.py"], path));

    [Fact]
    public void Where_no_step_calls_Python_there_is_none() => Assert.Empty(Check([], "email.py"));

    [Fact]
    public void The_modules_that_steps_call_are_known()
    {
        var project = new Project(Connectors.None, ("email.py", "def classify(): pass\n"), ("tools/fetch.py", "def get(): pass\n"), ("tools/other.py", ""));
        BoundFile file = project.Bind("chain c:\n    step a:\n        kind: python\n        target: email.classify\n    step b:\n        kind: python\n        target: fetch.get\n    step d:\n        kind: python\n        target: fetch.get\n");

        Assert.Empty(file.Diagnostics);
        Assert.Equal(["email.py", "tools/fetch.py"], Compilation.PythonCalls(file));
    }

    private static EquatableArray<Diagnostic> Check(string[] called, string path) => Compilation.CheckPython(
        called,
        PythonNamesakes.Of(new[] { "tools/fetch.py", "lib/package/__init__.py", "lib/package/inner/__init__.py", "lib/package/inner/deep.py", path }
            .Select(file => PythonModule.Read(file, "") with { Path = "/shop/" + file })));
}
