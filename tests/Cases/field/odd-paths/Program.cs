using Demo;

Console.WriteLine((await Chains.RunHelloAsync("x")).EnsureOk());
