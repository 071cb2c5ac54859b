using Demo;

_ = Chains.RunHelloAsync("x");
_ = Chains.RunOwnAsync();
