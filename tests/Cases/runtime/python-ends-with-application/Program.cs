using Case;
await Chains.RunCAsync(args[0], args[1]);
await Task.Delay(-1);
