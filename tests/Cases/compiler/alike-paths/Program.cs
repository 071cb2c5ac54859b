using Demo;

Console.WriteLine($"{(await Chains.RunOneAsync()).EnsureOk()} {(await Chains.RunTwoAsync()).EnsureOk()}");
