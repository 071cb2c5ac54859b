using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Generator.Project;

/// <summary>Reads the properties that the package's targets make visible to the compiler.</summary>
internal sealed class ProjectOptionsReader
{
    private const string Prefix = "build_property.";
    private const string DefaultClassName = "Chains";

    private readonly AnalyzerConfigOptions _properties;
    private readonly List<Diagnostic> _problems = [];

    private ProjectOptionsReader(AnalyzerConfigOptions properties) => _properties = properties;

    public static ProjectOptions Read(AnalyzerConfigOptions properties) => new ProjectOptionsReader(properties).Read();

    private ProjectOptions Read()
    {
        string directory = RelativePath.Normalize(ReadDirectory());
        string @namespace = ReadNamespace();
        string className = ReadClassName();
        bool globalUsing = ReadSwitch("Namel3ssImplicitUsings", otherwise: true);
        CheckRuntimeDefaults();
        return new ProjectOptions(
            directory.Length == 0 || directory.EndsWith("/", StringComparison.Ordinal) ? directory : directory + "/",
            @namespace,
            className,
            globalUsing,
            AnalyzersRun(),
            _problems.ToEquatableArray());
    }

    private string Property(string name) => _properties.TryGetValue(Prefix + name, out string? value) ? value.Trim() : "";

    private string ReadDirectory() => Whole("_Namel3ssProjectDirectory") ?? "";

    /// <summary>In Base64: the file by which MSBuild tells the compiler cuts a value at # and ;.</summary>
    private string? Whole(string name)
    {
        try
        {
            string value = Encoding.UTF8.GetString(Convert.FromBase64String(Property(name)));
            return value.Length == 0 ? null : value;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The targets work it out, once for all who need it; a host without them has names that are in order.</summary>
    private string ReadNamespace()
    {
        // With a dot behind it, so that the global namespace is told from none.
        string? known = Whole("_Namel3ssNamespaceInBase64") is { } handed ? handed.Substring(0, handed.Length - 1) : null;
        string written = Property("Namel3ssNamespace");
        if (written.Length > 0 && (known is null ? !NamespaceName.IsValid(written) : known != written.Replace("@", "")))
        {
            _problems.Add(ProjectDiagnostics.Property(
                "Namel3ssNamespace", written, "a namespace of C#: identifiers with a dot between them"));
            written = "";
        }

        return NamespaceName.Sanitize(known ?? (written.Length > 0 ? written : Property("RootNamespace")));
    }

    private string ReadClassName()
    {
        string known = Whole("_Namel3ssClassInBase64") ?? Property("Namel3ssClassName");
        string written = Property("Namel3ssClassName");
        if (written.Length == 0)
        {
            return DefaultClassName;
        }

        if (known == written && SyntaxFacts.IsValidIdentifier(written) && !IsWordOfCSharp(written))
        {
            return written;
        }

        _problems.Add(ProjectDiagnostics.Property("Namel3ssClassName", written, "an identifier of C# that is no keyword, as in Chains"));
        return DefaultClassName;
    }

    /// <summary>Words that mean something else in some place of generated code: <c>file</c>, <c>required</c>, <c>var</c>.</summary>
    private static bool IsWordOfCSharp(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None
        || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
        || name is "var" or "dynamic" or "nint" or "nuint" or "notnull" or "_";

    private bool ReadSwitch(string name, bool otherwise)
    {
        string written = Property(name);
        switch (written.ToLowerInvariant())
        {
            case "":
                return otherwise;
            case "true" or "enable" or "enabled":
                return true;
            case "false" or "disable" or "disabled":
                return false;
            default:
                _problems.Add(ProjectDiagnostics.Property(name, written, "true or false"));
                return otherwise;
        }
    }

    /// <summary>
    /// They count at run time only, where a wrong one ends the first chain: the build knows them, and says so earlier.
    /// </summary>
    private void CheckRuntimeDefaults()
    {
        string parallel = Property("Namel3ssEnableParallelSteps");
        if (parallel.ToLowerInvariant() is not ("" or "true" or "1" or "yes" or "on" or "false" or "0" or "no" or "off"))
        {
            _problems.Add(ProjectDiagnostics.Property("Namel3ssEnableParallelSteps", parallel, "true or false"));
        }

        string limit = Property("Namel3ssMaxConcurrentLlmCalls");
        if (limit.Length > 0)
        {
            if (!IsDigits(limit) || !int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out int calls) || calls is < 1 or > 10000)
            {
                _problems.Add(ProjectDiagnostics.Property("Namel3ssMaxConcurrentLlmCalls", limit, "a whole number from 1 to 10000"));
            }
            else if (calls > 500)
            {
                _problems.Add(ProjectDiagnostics.HighLimit(limit));
            }
        }

        string timeout = Property("Namel3ssChainTimeoutSeconds");
        if (timeout.Length > 0 && !IsSeconds(timeout))
        {
            _problems.Add(ProjectDiagnostics.Property(
                "Namel3ssChainTimeoutSeconds", timeout, "a number of seconds from 0.001 to 86400 (a day), as in 120 or 1.5"));
        }
    }

    /// <summary>As the runtime reads it: what the build lets pass must not end the first chain.</summary>
    private static bool IsSeconds(string text)
    {
        int point = text.IndexOf('.');
        string whole = point < 0 ? text : text.Substring(0, point);
        string fraction = point < 0 ? "0" : text.Substring(point + 1);
        return whole.Length is >= 1 and <= 5 && fraction.Length is >= 1 and <= 9 && IsDigits(whole) && IsDigits(fraction)
            && double.Parse($"{whole}.{fraction}", NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) is >= 0.001 and <= 86400;
    }

    /// <summary>int.TryParse accepts a NUL at the end even with NumberStyles.None.</summary>
    private static bool IsDigits(string text) => text.All(c => c is >= '0' and <= '9');

    /// <summary>The rule by which MSBuild skips analyzers (Microsoft.Managed.Core.targets, _ComputeSkipAnalyzers), and the one of live analysis.</summary>
    private bool AnalyzersRun()
    {
        if (IsFalse("RunAnalyzers"))
        {
            return false;
        }

        bool isSaid = Property("RunAnalyzers").Length > 0;
        if (IsTrue("DesignTimeBuild"))
        {
            return isSaid || !IsFalse("RunAnalyzersDuringLiveAnalysis");
        }

        bool skippedForSpeed = IsTrue("IsImplicitlyTriggeredBuild")
            && !IsFalse("OptimizeImplicitlyTriggeredBuild")
            && (!IsTrue("TreatWarningsAsErrors") || IsTrue("OptimizeImplicitlyTriggeredBuild"));
        return (isSaid || !IsFalse("RunAnalyzersDuringBuild")) && !skippedForSpeed;
    }

    private bool IsTrue(string name) => Property(name).Equals("true", StringComparison.OrdinalIgnoreCase);

    private bool IsFalse(string name) => Property(name).Equals("false", StringComparison.OrdinalIgnoreCase);
}
