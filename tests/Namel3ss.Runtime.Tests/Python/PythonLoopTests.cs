using System.Net.Sockets;

namespace Namel3ss.Runtime.Tests.Python;

/// <summary>A worker has one event loop for its life.</summary>
public class PythonLoopTests
{
    [PythonFact]
    public async Task What_belongs_to_an_event_loop_serves_all_calls()
    {
        using var beacon = new Beacon();
        using var box = new PythonBox($$"""
            import asyncio
            lock = asyncio.Lock()
            queue = asyncio.Queue()
            client = None
            async def f():
                global client
                if client is None: client = await asyncio.open_connection('127.0.0.1', {{beacon.Port}})
                async with lock:
                    client[1].write(b'!')
                    await client[1].drain()
                    return (await client[0].readexactly(1)).decode()
            async def put(x): queue.put_nowait(x)
            async def take(): return await queue.get()
            """);

        var first = box.JsonAsync();
        using var server = await beacon.ReachedAsync();
        await AnswerAsync(server, "a");
        Assert.Equal("\"a\"", await first);
        var second = box.JsonAsync();
        await AnswerAsync(server, "b");
        Assert.Equal("\"b\"", await second);
        Assert.Equal("null", await box.JsonAsync(a => a.Add("option", "x", 7), "put"));
        Assert.Equal("7", await box.JsonAsync(function: "take"));

        static async Task AnswerAsync(TcpClient server, string text)
        {
            await server.GetStream().ReadExactlyAsync(new byte[1]);
            await server.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(text));
        }
    }

    [PythonFact]
    public async Task What_a_call_leaves_in_the_loop_goes_on_while_no_call_runs()
    {
        using var beacon = new Beacon();
        using var box = new PythonBox($"""
            import asyncio
            async def later():
                await asyncio.sleep(0)
                {beacon.Code}
                return 'done'
            async def f():
                global task
                task = asyncio.get_running_loop().create_task(later())
            async def g(): return await task
            """);

        Assert.Equal("null", await box.JsonAsync());
        using var process = await beacon.ReachedAsync();

        Assert.Equal("\"done\"", await box.JsonAsync(function: "g"));
    }

    [PythonFact]
    public async Task What_exits_or_throws_between_calls_ends_no_worker()
    {
        using var beacon = new Beacon();
        using var box = new PythonBox($"""
            import asyncio, os
            async def leave(error):
                await asyncio.sleep(0)
                {beacon.Code}
                raise error
            async def f():
                loop = asyncio.get_running_loop()
                global tasks
                tasks = [loop.create_task(leave(error)) for error in (SystemExit(3), ValueError('v'), KeyboardInterrupt())]
                return os.getpid()
            async def g():
                await asyncio.wait(tasks)
                return os.getpid()
            """);

        var process = await box.JsonAsync();
        for (var i = 0; i < 3; i++)
        {
            (await beacon.ReachedAsync()).Dispose();
        }

        Assert.Equal(process, await box.JsonAsync(function: "g"));
    }

    [PythonFact]
    public async Task A_task_that_exits_fails_the_call_that_runs_and_not_the_next()
    {
        using var box = new PythonBox("""
            import asyncio, os
            async def leave(): raise SystemExit(3)
            async def f():
                asyncio.get_running_loop().create_task(leave())
                await asyncio.sleep(3600)
            async def pid(): return [os.getpid(), len(asyncio.all_tasks())]
            """);
        var process = await box.JsonAsync(function: "pid");

        Assert.StartsWith("SystemExit: 3", (await box.FailAsync()).Message, StringComparison.Ordinal);
        Assert.Equal(process, await box.JsonAsync(function: "pid"));
    }

    [PythonFact]
    public async Task Functions_that_run_or_close_loops_of_their_own_do_no_harm()
    {
        using var box = new PythonBox("""
            import asyncio
            async def f(): return 1
            def runs(): return asyncio.run(f())
            async def closes():
                loop = asyncio.get_running_loop()
                loop.call_soon(loop.stop)
                globals()['loop'] = loop
            def close(): loop.close()
            """);

        Assert.Equal("1", await box.JsonAsync());
        Assert.Equal("1", await box.JsonAsync(function: "runs"));
        Assert.Equal("1", await box.JsonAsync());
        Assert.Equal("null", await box.JsonAsync(function: "closes"));
        Assert.Equal("null", await box.JsonAsync(function: "close"));
        Assert.Equal("1", await box.JsonAsync());
        Assert.Equal("1", await box.JsonAsync(function: "runs"));
    }

    [PythonFact]
    public async Task Tasks_that_are_left_are_cancelled_when_the_worker_ends()
    {
        using var beacon = new Beacon();
        var box = new PythonBox($"""
            import asyncio
            async def wait():
                try: await asyncio.sleep(3600)
                finally:
                    {beacon.Code}
            async def f():
                global task
                task = asyncio.get_running_loop().create_task(wait())
                await asyncio.sleep(0)
            """);
        Assert.Equal("null", await box.JsonAsync());

        box.Dispose();

        await Beacon.EndedAsync(await beacon.ReachedAsync());
    }
}
