using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace WebApi.Tests;

/// <summary>A scoped <c>DbContext</c> of Entity Framework under a chain with parallel steps.</summary>
public sealed class DbContextTests : IAsyncLifetime
{
    private readonly SqliteConnection _keepsTheDatabase = new($"Data Source={Guid.NewGuid():n};Mode=Memory;Cache=Shared");
    private readonly Meeting _meeting = new();
    private ServiceProvider _services = null!;

    public async Task InitializeAsync()
    {
        await _keepsTheDatabase.OpenAsync();
        _services = new ServiceCollection()
            .AddDbContext<ShopContext>(options => options.UseSqlite(_keepsTheDatabase.ConnectionString).AddInterceptors(_meeting))
            .AddSingleton<IChatClient>(new Judge())
            .AddNamel3ss()
            .AddChains()
            .BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
        await using var scope = _services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ShopContext>();
        await db.Database.EnsureCreatedAsync();
        db.Orders.AddRange(new Order { Customer = "Ada", Text = "tea" }, new Order { Customer = "Ada", Text = "pot" });
        await db.SaveChangesAsync();
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        await _keepsTheDatabase.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Parallel_connectors_never_share_one(bool parallel)
    {
        if (parallel)
        {
            _meeting.Expect(2);
        }

        var run = await _services.GetRequiredService<IChains>().RunCheckCustomerAsync("Ada", new ChainOptions { EnableParallelSteps = parallel });

        Assert.True(run.IsOk, run.Error);
        Assert.Equal("Ada has 2 orders. Good?", run.Steps.Verdict.Result);
        Assert.Equal(1, run.Result);
    }

    [Fact]
    public async Task One_that_is_shared_would_throw()
    {
        await using var scope = _services.CreateAsyncScope();
        var connectors = new ShopConnectors(scope.ServiceProvider.GetRequiredService<ShopContext>());
        _meeting.Expect(2);
        using var stop = new CancellationTokenSource();
        var first = connectors.CustomerAsync("Ada", stop.Token);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => connectors.OrdersAsync("Ada", stop.Token));
        Assert.Contains("A second operation was started on this context instance", error.Message, StringComparison.Ordinal);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
    }

    /// <summary>Answers with what it was asked.</summary>
    private sealed class Judge : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken) =>
            Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, messages.Last().Text)));

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken) => throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey) => null;

        public void Dispose()
        {
        }
    }
}
