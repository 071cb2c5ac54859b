using Namel3ss.Compiler.Semantics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Emit;

/// <summary>A chain as a method of an object.</summary>
/// <param name="Name">The method's name.</param>
/// <param name="Declaration">In the interface: lines of C#.</param>
/// <param name="Implementation">In the class that implements it.</param>
public sealed record InjectedMethod(string Name, EquatableArray<string> Declaration, EquatableArray<string> Implementation);

/// <summary>
/// The chains as methods of an object: the interface that is injected and the class behind it, which has the container. Both are
/// written once for all files, except for what can be said in one file alone.
/// </summary>
internal static class InterfaceEmitter
{
    /// <summary>The nested class that implements the interface. Chains add names to its surroundings, all with Run or Steps in them.</summary>
    public static string Implementation(CompilationOptions options) => CSharpNames.Free("Injected", [options.ClassName]);

    /// <summary>The methods of a file's chains.</summary>
    /// <param name="ofOneFile">
    /// Those with parameters of a C# type that the <c>.ai</c> file names: it is an alias of that file, so that a wrong one is one error.
    /// Or all others.
    /// </param>
    public static EquatableArray<InjectedMethod> Methods(BoundFile file, CompilationOptions options, bool ofOneFile) => file.Chains
        .Where(chain => chain.Parameters.Any(parameter => HasAlias(parameter.Type)) == ofOneFile)
        .Select(chain =>
        {
            var names = new ChainNames(chain, options);
            return new InjectedMethod(
                names.Method,
                Lines(code => new MethodEmitter(code, chain, names, file.RelativePath).EmitDeclaration(options)),
                Lines(code => new MethodEmitter(code, chain, names, file.RelativePath).EmitImplementation(options)));
        })
        .ToEquatableArray();

    /// <summary>What is there once, whatever the chains.</summary>
    public static void EmitAll(CodeWriter code, IEnumerable<InjectedMethod> methods, CompilationOptions options)
    {
        code.Line($"/// <summary>The chains of this project's <c>.ai</c> files, to be injected: <c>services.{ServicesEmitter.Method(options)}()</c> adds them.</summary>");
        code.Line($"[global::System.CodeDom.Compiler.GeneratedCode(\"Namel3ss.Generator\", \"{Compilation.Version}\")]");
        Emit(
            code,
            methods,
            options,
            options.IsPublic ? "public " : "",
            $"[{SharedEmitter.NotCovered}] internal sealed partial class {Implementation(options)}(global::System.IServiceProvider services) : global::Namel3ss.CompilerServices.InjectedChains(services), {options.QualifiedInterfaceName}");
    }

    /// <summary>What one file adds.</summary>
    public static void EmitPart(CodeWriter code, IEnumerable<InjectedMethod> methods, CompilationOptions options) =>
        Emit(code, methods, options, "", $"partial class {Implementation(options)}");

    private static void Emit(CodeWriter code, IEnumerable<InjectedMethod> methods, CompilationOptions options, string accessibility, string implementation)
    {
        code.Line($"{accessibility}partial interface {options.InterfaceName}");
        code.Open();
        Write(method => method.Declaration);
        code.Close();
        code.Line();
        code.Line($"static partial class {options.ClassName}");
        code.Open();
        code.Line(implementation);
        code.Open();
        Write(method => method.Implementation);
        code.Close();
        code.Close();

        void Write(Func<InjectedMethod, EquatableArray<string>> lines)
        {
            foreach (string line in methods.SelectMany(method => lines(method)))
            {
                code.Line(line);
            }
        }
    }

    private static bool HasAlias(TypeModel type) =>
        (type.Kind == TypeKind.Unknown && type.Name != "dynamic") || (type.Element is { } element && HasAlias(element));

    private static EquatableArray<string> Lines(Action<CodeWriter> write)
    {
        var code = new CodeWriter();
        write(code);
        return code.ToString().TrimEnd('\n').Split('\n').ToEquatableArray();
    }
}
