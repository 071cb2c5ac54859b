using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Namel3ss.Runtime.Tests.Models.Answers.Agreement;

/// <summary>C# types of all shapes that an answer may have, written at random and compiled. A seed always gives the same ones.</summary>
internal sealed class RandomTypes
{
    private static readonly string[] Scalars =
    [
        "bool", "byte", "sbyte", "short", "ushort", "int", "uint", "long", "ulong", "float", "double", "decimal", "char", "string", "Guid", "Uri", "DateTime",
        "DateTimeOffset", "DateOnly", "TimeOnly", "TimeSpan", "byte[]", "JsonElement", "int", "string", "string", "double", "bool",
    ];

    // Names that schemas, wrappers and envelopes have too.
    private static readonly string[] Names = ["Value", "Type", "Properties", "Answer", "Name", "Items", "Total", "FirstName", "IsOpen", "Id", "Result", "Default", "Ünit"];

    private readonly StringBuilder _code = new();
    private readonly Random _random;
    private int _types;

    private RandomTypes(int seed) => _random = new Random(seed);

    /// <summary>That many types, and whether null is one of their values.</summary>
    public static List<(Type Type, bool IsNullable, string Source)> Make(int count, int seed)
    {
        var code = new StringBuilder("""
            #nullable enable
            using System; using System.Collections.Generic; using System.ComponentModel.DataAnnotations; using System.Text.Json; using System.Text.Json.Serialization;

            """);
        var sources = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var types = new RandomTypes(seed + i);
            var root = types.Root();
            sources.Add($"namespace N{i}\n{{\n{types._code}    public static class Root {{ public static {root} Value = default!; }}\n}}\n");
            code.Append(sources[^1]);
        }

        var assembly = Compile(code.ToString());
        var made = new List<(Type, bool, string)>();
        for (var i = 0; i < count; i++)
        {
            var type = assembly.GetType($"N{i}.Root")!.GetField("Value")!.FieldType;
            made.Add((Nullable.GetUnderlyingType(type) ?? type, Nullable.GetUnderlyingType(type) is not null || i % 5 == 0, sources[i]));
        }

        return made;
    }

    private static Assembly Compile(string code)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "Random", [CSharpSyntaxTree.ParseText(code)], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        return Assembly.Load(stream.ToArray());
    }

    private bool Chance(int percent) => _random.Next(100) < percent;

    private string Pick(string[] from) => from[_random.Next(from.Length)];

    private string Root() => _random.Next(8) switch
    {
        0 => $"List<{Type(1)}>",
        1 => $"Dictionary<{Key()}, {Type(1)}>",
        2 => Pick(Scalars).Replace("JsonElement", "int", StringComparison.Ordinal),
        3 => Enumeration(),
        _ => Object(2),
    };

    private string Type(int depth)
    {
        var type = _random.Next(depth > 0 ? 14 : 7) switch
        {
            < 6 => Pick(Scalars),
            6 => Enumeration(),
            7 => $"List<{Type(depth - 1)}>",
            8 => $"{Type(depth - 1).TrimEnd('?')}[]",
            9 => $"IReadOnlyList<{Type(depth - 1)}>",
            10 => $"Dictionary<{Key()}, {Type(depth - 1)}>",
            11 => $"HashSet<{Pick(["int", "string", "Guid"])}>",
            _ => Object(depth - 1),
        };
        return Chance(20) && type != "JsonElement" ? type + "?" : type;
    }

    private string Key() => Chance(60) ? "string" : Chance(40) ? Enumeration(isFlags: false) : Pick(["int", "Guid", "long"]);

    private string Enumeration(bool? isFlags = null)
    {
        var name = $"E{_types++}";
        var isCombined = isFlags ?? Chance(10);
        _code.Append(CultureInfo.InvariantCulture, $"    {(isCombined ? "[Flags] " : "")}public enum {name} {{ First = 1, SecondOne = 2, Third = 4 }}\n");
        return name;
    }

    private string Object(int depth)
    {
        var name = $"T{_types++}";
        if (Chance(15))
        {
            WriteFamily(name, depth);
            return name;
        }

        var kind = _random.Next(4);
        var members = Members(name, depth, isStruct: kind == 3);
        if (kind is 0 or 3)
        {
            var parameters = members.Select(member => member.Type).Zip(members, (type, member) => $"{member.ForParameter}{type} {member.Name}").ToList();
            // A default makes a parameter optional, and only last ones may have one.
            parameters[^1] += members[^1].Type.EndsWith('?') && Chance(50) ? " = default" : "";
            _code.Append(CultureInfo.InvariantCulture, $"    public {(kind == 3 ? "record struct" : "sealed record")} {name}({string.Join(", ", parameters)}) {{ {Extra()} }}\n");
        }
        else
        {
            var properties = members.Select(member =>
                $"{member.ForProperty}public {(kind == 1 || !HasDefault(member.Type) || Chance(40) ? "required " : "")}{member.Type} {member.Name} {{ get; {(Chance(50) ? "init" : "set")}; }}");
            _code.Append(CultureInfo.InvariantCulture, $"    public sealed class {name} {{ {string.Join(" ", properties)} {Extra()} }}\n");
        }

        return name;
    }

    private static bool HasDefault(string type) => type.EndsWith('?') || type is "int" or "bool" or "double" or "long" or "byte" or "decimal" or "DateOnly";

    private string Extra() => (Chance(15) ? "public int Computed => 1; " : "") + (Chance(10) ? "[JsonIgnore] public string? Ignored { get; set; } " : "");

    /// <summary>A base type with derived ones, told by a discriminator.</summary>
    private void WriteFamily(string name, int depth)
    {
        var (first, second) = ($"T{_types++}", $"T{_types++}");
        var isNumber = Chance(25);
        var isAbstract = Chance(70);
        var property = Chance(30) ? ", JsonPolymorphic(TypeDiscriminatorPropertyName = \"kind\")" : "";
        var own = Members(first, depth, isStruct: false).Select(member => $"{member.ForParameter}{member.Type} {member.Name}");
        _code.Append(CultureInfo.InvariantCulture, $"    [JsonDerivedType(typeof({first}), {(isNumber ? "1" : "\"first\"")}), JsonDerivedType(typeof({second}), {(isNumber ? "2" : "\"second_one\"")}){property}]\n")
            .Append(CultureInfo.InvariantCulture, $"    public {(isAbstract ? "abstract " : "")}record {name}(string Why);\n")
            .Append(CultureInfo.InvariantCulture, $"    public sealed record {first}(string Why, {string.Join(", ", own)}) : {name}(Why);\n")
            .Append(CultureInfo.InvariantCulture, $"    public sealed record {second}(string Why, {name}? Next, int Amount) : {name}(Why);\n");
    }

    private List<Member> Members(string owner, int depth, bool isStruct)
    {
        var names = Names.OrderBy(_ => _random.Next()).Take(1 + _random.Next(4)).ToArray();
        return [.. names.Select(name =>
        {
            var isRecursive = !isStruct && Chance(10);
            var (type, attribute) = isRecursive ? (Pick([$"List<{owner}>", $"Dictionary<string, {owner}>", names.Length == 1 ? $"{owner}[]" : $"{owner}?"]), "") : Chance(20) ? Limited() : (Type(depth), "");
            var renamed = Chance(10) ? $"JsonPropertyName(\"{name.ToLowerInvariant()} of-it\")" : "";
            return new Member(name, type, string.Join(", ", new[] { attribute, renamed }.Where(text => text.Length > 0)));
        })];
    }

    private (string Type, string Attribute) Limited() => _random.Next(10) switch
    {
        0 => ("int", "Range(3, 9)"),
        1 => ("double", "Range(0.5, 1.5, MaximumIsExclusive = true)"),
        2 => ("decimal", "Range(typeof(decimal), \"0.5\", \"9.5\")"),
        3 => ("string", "StringLength(5, MinimumLength = 2)"),
        4 => ("string", "RegularExpression(\"[a-c]{2,4}\")"),
        5 => ("string", "EmailAddress"),
        6 => ("List<int>", "Length(1, 3)"),
        7 => ("string", "AllowedValues(\"red\", \"light green\")"),
        8 => ("string", "DeniedValues(\"black\")"),
        _ => ("Dictionary<string, int>", "MinLength(1)"),
    };

    private sealed record Member(string Name, string Type, string Attributes)
    {
        public string ForParameter => Attributes.Length == 0 ? "" : $"[property: {Attributes}] ";

        public string ForProperty => Attributes.Length == 0 ? "" : $"[{Attributes}] ";
    }
}
