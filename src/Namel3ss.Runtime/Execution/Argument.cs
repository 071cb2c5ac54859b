using System.ComponentModel;

namespace Namel3ss.CompilerServices;

/// <summary>How generated code calls one of several methods of a name.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Argument
{
    /// <summary>The value as its parameter's type, so that C# picks the method that has this parameter.</summary>
    /// <param name="value">The value; what does not convert to the type by itself does not compile.</param>
    public static T As<T>(T value) => value;
}
