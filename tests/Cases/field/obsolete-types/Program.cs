using Demo;

Console.WriteLine((await Chains.RunOldAsync()).EnsureOk());
Console.WriteLine((await Chains.RunKnownAsync(null)).EnsureOk());
