using System.Diagnostics.CodeAnalysis;

namespace Demo;

public static class C
{
    [Connector("greet"), RequiresUnreferencedCode("reads types by name"), RequiresDynamicCode("makes code")]
    public static string Greet(string name) => "Hello " + name;
}
