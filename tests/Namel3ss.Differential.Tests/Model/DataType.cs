namespace Namel3ss.Differential.Tests.Model;

internal enum Kind
{
    Integer,
    Text,
    Boolean,
    Pair,
}

/// <summary>The types that values of random chains have: a kind, or a list of it.</summary>
/// <param name="HasNullableItems">Of a list: some of its items may be null.</param>
internal sealed record DataType(Kind Kind, bool IsList = false, bool IsNullable = false, bool HasNullableItems = false)
{
    public static readonly DataType Integer = new(Kind.Integer);
    public static readonly DataType Text = new(Kind.Text);
    public static readonly DataType Boolean = new(Kind.Boolean);
    public static readonly DataType Pair = new(Kind.Pair);
    public static readonly DataType Integers = new(Kind.Integer, IsList: true);
    public static readonly DataType Texts = new(Kind.Text, IsList: true);

    /// <summary>Of the same shape, whatever may be null.</summary>
    public bool IsLike(DataType other) => Kind == other.Kind && IsList == other.IsList;

    public DataType Item => new(Kind, IsNullable: HasNullableItems);

    /// <summary>As inputs are declared in the language.</summary>
    public string Language
    {
        get
        {
            string item = Kind switch { Kind.Integer => "integer", Kind.Text => "text", Kind.Boolean => "boolean", _ => typeof(Pair).FullName! };
            return (IsList ? $"list<{item}{(HasNullableItems ? "?" : "")}>" : item) + (IsNullable ? "?" : "");
        }
    }

    public string CSharp
    {
        get
        {
            string item = Kind switch { Kind.Integer => "int", Kind.Text => "string", Kind.Boolean => "bool", _ => "Pair" };
            return (IsList ? $"IReadOnlyList<{item}{(HasNullableItems ? "?" : "")}>" : item) + (IsNullable ? "?" : "");
        }
    }

    public override string ToString() => Language;
}
