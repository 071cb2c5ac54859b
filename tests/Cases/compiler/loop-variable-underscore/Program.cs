using Demo;

Console.WriteLine(string.Join("|", (await Chains.RunGreetAsync(["a", "b"])).EnsureOk()));
