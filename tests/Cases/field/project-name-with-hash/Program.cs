Console.WriteLine((await @Case.Chains.RunHelloAsync("x")).EnsureOk());
