using System.Diagnostics;
using Microsoft.AspNetCore.TestHost;
using NumberVerify.AspNetCore.Tests.Fuzz;
using NumberVerify.Load.Tests.Application;
using NumberVerify.Simulator;

namespace NumberVerify.Load.Tests.Fuzz;

/// <summary>Random callbacks and bodies, as many as one likes.</summary>
internal static class FuzzRun
{
    private const int Fuzzers = 4;

    /// <returns>Whether every answer was a documented one, nothing was thrown, and nobody was verified.</returns>
    public static async Task<bool> RunAsync(int count, int seed, TextWriter output)
    {
        await output.WriteLineAsync($"fuzz: {count} requests, seed {seed}");
        await using var simulator = await OperatorSimulator.StartAsync(static options => options.Clients.Add(
            new SimulatedClient { ClientId = LoadApplication.ClientId, ClientSecret = LoadApplication.ClientSecret, RedirectUris = [LoadApplication.Origin + LoadApplication.CallbackPath] }));
        await using var application = await LoadApplication.StartAsync(simulator.Issuer, simulator.ApiRoot, new FaultyCodes(failureEvery: 0), static host => host.UseTestServer());
        using var http = new HttpMessageInvoker(application.Web.GetTestServer().CreateHandler());
        var start = Stopwatch.GetTimestamp();

        // Each has requests of its own to send: the same ones for the same seed and count.
        var reports = await Task.WhenAll(Enumerable.Range(0, Fuzzers).Select(fuzzer => Task.Run(() =>
            new RequestFuzzer(http, new Uri(LoadApplication.Origin), LoadApplication.CallbackPath, LoadApplication.Path).RunAsync(seed + (fuzzer * (count / Fuzzers)), count / Fuzzers))));

        var statuses = reports.SelectMany(static report => report.Statuses).GroupBy(static status => status.Key, static status => status.Value).ToDictionary(static status => status.Key, static status => status.Sum());
        var failures = reports.SelectMany(static report => report.Failures).Concat(application.Errors).ToList();
        var elapsed = Stopwatch.GetElapsedTime(start);
        await output.WriteLineAsync($"statuses: {new FuzzReport(statuses, failures)}");
        await output.WriteLineAsync($"{statuses.Values.Sum()} requests in {elapsed.TotalSeconds:0} s, {failures.Count} failures, {application.Verified} verified");
        failures.ForEach(output.WriteLine);
        return failures.Count == 0 && application.Verified == 0;
    }
}
