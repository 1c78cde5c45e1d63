using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;

namespace NumberVerify.Benchmarks;

/// <summary>From a callback to its result, as one browser waits for it: real sockets, an operator in another process, the rows in turn. What comes before the callback is not timed.</summary>
internal static class WebLoad
{
    private const int Callbacks = 300;
    private const int WarmUps = 6;
    private const int Rounds = 21;
    private const double Goal = 1.15;

    public static async Task MeasureAsync(Uri mobileOperator)
    {
        await using var limit = await LimitWeb.StartAsync(mobileOperator);
        await using var ours = await OurWeb.StartAsync(mobileOperator);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
        IWebRow[] rows = [limit, ours];
        var samples = new List<Sample[]>();
        for (var round = 0; round < WarmUps + Rounds; round++)
        {
            var samplesOfRound = new Sample[rows.Length];
            for (var row = 0; row < rows.Length; row++)
            {
                samplesOfRound[row] = await RunAsync(http, rows[row]);
            }

            if (round >= WarmUps)
            {
                samples.Add(samplesOfRound);
            }
        }

        var table = new Table(names: 2, "scenario", "row", "B/op", "ratio", "us/op", "ratio", "goal");
        for (var row = 0; row < rows.Length; row++)
        {
            table.Add(
                row == 0 ? "callback to result, loopback, browser and server" : "",
                rows[row].Name,
                $"{Measurement.Median(samples.Select(round => round[row].Bytes)):0}",
                $"{Measurement.Median(samples.Select(round => round[row].Bytes / round[0].Bytes)):0.00}",
                $"{Measurement.Median(samples.Select(round => round[row].Nanoseconds)) / 1e3:0.0}",
                $"{Measurement.Median(samples.Select(round => round[row].Nanoseconds / round[0].Nanoseconds)):0.00}",
                rows[row].Name == Row.Ours ? $"{Goal:0.00}" : "");
        }

        table.Print();
    }

    private static async Task<Sample> RunAsync(HttpClient http, IWebRow row)
    {
        var callbacks = new List<(string Path, string Cookie)>(Callbacks);
        for (var i = 0; i < Callbacks; i++)
        {
            callbacks.Add(await StartAsync(http, row));
        }

        GC.Collect();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        foreach (var (path, cookie) in callbacks)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(row.Address, path));
            request.Headers.TryAddWithoutValidation("Cookie", cookie);
            using var response = await http.SendAsync(request);
            if (await response.Content.ReadAsStringAsync() != "Verified")
            {
                throw new InvalidOperationException($"{row.Name}: a callback was answered with {(int)response.StatusCode}.");
            }
        }

        var elapsed = Stopwatch.GetElapsedTime(start);
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        return new Sample((double)bytes / Callbacks, elapsed.TotalNanoseconds / Callbacks);
    }

    private static async Task<(string Path, string Cookie)> StartAsync(HttpClient http, IWebRow row)
    {
        using var content = new StringContent($$"""{"phoneNumber":"{{Wire.PhoneNumber}}"}""", Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var response = await http.PostAsync(new Uri(row.Address, row.StartPath), content);
        var text = await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        var from = text.IndexOf("state=", StringComparison.Ordinal) + "state=".Length;
        var state = text[from..text.IndexOfAny(['&', '"', '\\'], from)];
        return (new Uri(Wire.Callback(state)).PathAndQuery, response.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
    }
}
