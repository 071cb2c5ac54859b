using Case;
var run = await Chains.RunCAsync();
Console.WriteLine($"{run.Status}, soon: {run.Elapsed < TimeSpan.FromSeconds(10)}: {run.Error}");
var child = File.ReadAllText("child.txt");
var deadline = DateTime.UtcNow.AddSeconds(10);
while (IsAlive() && DateTime.UtcNow < deadline)
{
    await Task.Delay(50);
}

Console.WriteLine($"the child lives: {IsAlive()}");
bool IsAlive()
{
    try
    {
        // A zombie has ended; nobody has asked for its exit code.
        return File.ReadAllText($"/proc/{child}/stat").Split(") ")[1][0] != 'Z';
    }
    catch (IOException)
    {
        return false;
    }
}
