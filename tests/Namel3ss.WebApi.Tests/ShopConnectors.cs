using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace WebApi.Tests;

internal sealed class Order
{
    public int Id { get; set; }

    public required string Customer { get; set; }

    public required string Text { get; set; }
}

/// <summary>A real one, of Entity Framework: it throws when a second operation begins before the first has ended.</summary>
internal sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    public DbSet<Order> Orders => Set<Order>();
}

/// <summary>Holds queries until a number of them run at once: without it they are too quick to meet.</summary>
internal sealed class Meeting : DbCommandInterceptor
{
    private TaskCompletionSource? _all;
    private int _missing;

    public void Expect(int queries) =>
        (_missing, _all) = (queries, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (_all is { } all)
        {
            if (Interlocked.Decrement(ref _missing) == 0)
            {
                _all = null;
                all.SetResult();
            }

            await all.Task.WaitAsync(cancellationToken);
        }

        return result;
    }
}

internal sealed class ShopConnectors(ShopContext db)
{
    [Connector("wait")]
    public static Task WaitAsync(Task gate) => gate;

    [Connector("shop.customer")]
    public Task<string> CustomerAsync(string name, CancellationToken cancellationToken) =>
        db.Orders.Where(order => order.Customer == name).Select(order => order.Customer).FirstAsync(cancellationToken);

    [Connector("shop.orders")]
    public async Task<IReadOnlyList<string>> OrdersAsync(string name, CancellationToken cancellationToken) =>
        await db.Orders.Where(order => order.Customer == name).Select(order => order.Text).ToListAsync(cancellationToken);

    [Connector("shop.save")]
    public async Task<int> SaveAsync(string name, string verdict, CancellationToken cancellationToken)
    {
        db.Orders.Add(new Order { Customer = name, Text = verdict });
        return await db.SaveChangesAsync(cancellationToken);
    }
}
