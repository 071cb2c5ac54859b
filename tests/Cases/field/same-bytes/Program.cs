using Demo;

Console.WriteLine((await Chains.RunAddAsync()).EnsureOk());
