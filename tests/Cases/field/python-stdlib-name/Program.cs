using Demo;
var run = await Chains.RunMailAsync();
Console.WriteLine($"{run.Status}: {run.Steps.Kind.Result}, {run.Steps.News.Result}{run.Error}");
