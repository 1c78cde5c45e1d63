using System.Buffers.Text;
using System.Security.Cryptography;
using NumberVerify.AspNetCore;

namespace NumberVerify.Benchmarks;

/// <summary>What the store in memory holds for verifications nobody has come back for.</summary>
internal static class PendingTransactions
{
    private const int Count = 100_000;
    private const double MaxMegabytes = 100;

    /// <summary>A verification by code is counted under three keys at the most.</summary>
    private static readonly string[] s_counters = ["callback:0", "tries", "codes"];

    /// <returns>Whether it stays below its goal.</returns>
    public static async Task<bool> MeasureAsync()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var store = new MemoryTransactionStore(TimeProvider.System, Count);
        var expiresAt = DateTimeOffset.UtcNow.AddMinutes(30);
        for (var i = 0; i < Count; i++)
        {
            if (!await store.TryAddAsync(NewId(), expiresAt))
            {
                throw new InvalidOperationException("The store has no place for what it must hold.");
            }
        }

        var pending = Megabytes();
        for (var i = 0; i < Count; i++)
        {
            var id = NewId();
            foreach (var counter in s_counters)
            {
                if (await store.AddAsync($"{id}:{counter}", 1, expiresAt) != 1)
                {
                    throw new InvalidOperationException("The store has no place for what it must count.");
                }
            }
        }

        var counted = Megabytes();
        GC.KeepAlive(store);
        Console.WriteLine($"{Count} pending transactions in memory: {pending:0.0} MB; with as many verifications by code counted: {counted:0.0} MB; goal {MaxMegabytes:0} MB.");
        return counted < MaxMegabytes;

        static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

        double Megabytes() => (GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6;
    }
}
