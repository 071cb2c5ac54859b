namespace Demo;

public sealed record Customer(string Name, string Email);

public static class Const
{
    public const string Name = "n";
}

public static class Connectors
{
    [Connector("customer")] public static Customer? Find(string email) => email.Length > 3 ? new Customer("Ann", email) : null;
}
