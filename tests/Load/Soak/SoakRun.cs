using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using NumberVerify.Load.Tests.Application;

namespace NumberVerify.Load.Tests.Soak;

/// <summary>A mixed load over real sockets, with an operator and a code provider that fail; what the application holds must not grow with it.</summary>
internal static class SoakRun
{
    private const int Visitors = 8;
    private const int Readings = 20;

    /// <summary>Visitors think: a load is looked for here, not a limit.</summary>
    private static readonly TimeSpan s_betweenVisits = TimeSpan.FromMilliseconds(20);

    /// <returns>Whether nothing grew, no answer was undocumented, and nothing was left behind.</returns>
    public static async Task<bool> RunAsync(TimeSpan duration, int seed, TextWriter output)
    {
        await output.WriteLineAsync($"soak: {duration.TotalMinutes:0.0} minutes, seed {seed}");
        using var mobileOperator = new OperatorProcess(seed);
        await using var application = await LoadApplication.StartAsync(
            mobileOperator.Issuer, mobileOperator.ApiRoot, new FaultyCodes(failureEvery: 50), static host => host.UseKestrelCore().ConfigureServices(static services =>
                services.Configure<KestrelServerOptions>(static kestrel => kestrel.Listen(IPAddress.Loopback, 0))));
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
        var statuses = new ConcurrentDictionary<int, long>();
        var readings = new List<Reading>();
        var start = Stopwatch.GetTimestamp();
        using var end = new CancellationTokenSource(duration);
        var visits = Enumerable.Range(0, Visitors).Select(visitor => Task.Run(() => VisitAsync(new Random(seed + visitor)))).ToArray();
        await output.WriteLineAsync(Reading.Header);
        for (var i = 1; i <= Readings; i++)
        {
            var wait = (duration * i / Readings) - Stopwatch.GetElapsedTime(start);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait);
            }

            readings.Add(Reading.Take(Stopwatch.GetElapsedTime(start), application.InFlight));
            await output.WriteLineAsync(readings[^1].ToString());
        }

        var visited = (await Task.WhenAll(visits)).Sum();
        await UntilIdleAsync(application);
        var (before, after) = (Middle(readings[(Readings * 2 / 5)..(Readings * 3 / 5)]), Middle(readings[(Readings * 4 / 5)..]));
        var undocumented = statuses.Where(static status => status.Key >= 500 && status.Key != 503).Sum(static status => status.Value);
        await output.WriteLineAsync($"{visited} visits, {application.Verified} verified; statuses: {string.Join(", ", statuses.OrderBy(static status => status.Key).Select(static status => $"{status.Key}: {status.Value}"))}");
        await output.WriteLineAsync($"in flight at the end: {application.InFlight}; unhandled: {application.Errors.Count}; 5xx other than 503: {undocumented}");
        await output.WriteLineAsync($"the middle's median: {before}");
        await output.WriteLineAsync($"the end's median:    {after}");
        foreach (var error in application.Errors)
        {
            await output.WriteLineAsync(error);
        }

        return undocumented == 0 && application.Errors.Count == 0 && application.InFlight == 0 && application.Verified > 0 && !HasGrown(before, after);

        async Task<int> VisitAsync(Random random)
        {
            var visitor = new Visitor(http, new Uri(application.Web.Urls.Single()), mobileOperator, random, statuses);
            var count = 0;
            while (!end.IsCancellationRequested)
            {
                await visitor.VisitAsync();
                await Task.Delay(s_betweenVisits);
                count++;
            }

            return count;
        }
    }

    /// <summary>More than what comes and goes with the load.</summary>
    private static bool HasGrown(Reading before, Reading after) =>
        after.ManagedMegabytes > (before.ManagedMegabytes * 1.1) + 3 || after.Handles > before.Handles + 20 || after.Threads > before.Threads + 8 || after.Timers > before.Timers + 20;

    private static Reading Middle(IReadOnlyList<Reading> readings)
    {
        return new Reading(readings[^1].At, Of(static reading => reading.ManagedMegabytes), Of(static reading => reading.WorkingSetMegabytes), (int)Of(static reading => reading.Handles), (int)Of(static reading => reading.Threads), (long)Of(static reading => reading.Timers), (int)Of(static reading => reading.InFlight));

        double Of(Func<Reading, double> figure) => readings.Select(figure).Order().ElementAt(readings.Count / 2);
    }

    /// <summary>Requests whose browser is gone end by themselves, the operator's timeout later at the latest.</summary>
    private static async Task UntilIdleAsync(LoadApplication application)
    {
        for (var start = Stopwatch.GetTimestamp(); application.InFlight > 0 && Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(15);)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }
}
