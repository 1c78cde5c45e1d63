// Bytes and time of what the library does, beside code written by hand, the generator's own and Kiota's runtime.
//   --gate     exit code 1 where ours takes more bytes than its goal allows, or the hand-written limit was fattened
//   --codes    one-time codes alone
//   --startup  instead: publishes two native programs, by hand and with the library, and times each from its start to its first verified number
//   --simulator  instead: the operator simulator under 64 callers, and with 100,000 pending authorizations; exit code 1 where one fails or takes more memory than its goal
//   --web      instead: callbacks of the web endpoints beside a minimal API by hand, and 100,000 pending transactions; exit code 1 where one fails or takes more memory than its goal
//   --server   is the operator; this program starts it
using System.Globalization;
using System.Security.Cryptography;
using NumberVerify.Benchmarks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args.Contains(LoopbackProcess.Argument))
{
    await LoopbackServer.RunAsync();
    return 0;
}

if (args.Contains("--simulator"))
{
    return await SimulatorLoad.MeasureAsync() ? 0 : 1;
}

using var loopback = new LoopbackProcess();
if (args.Contains("--startup"))
{
    StartUp.Measure(loopback.Address);
    return 0;
}

if (args.Contains("--web"))
{
    return await WebLoad.MeasureAsync(loopback.Address) ? 0 : 1;
}

using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
var results = new List<Result>();
foreach (var scenario in Scenarios.Create(loopback.Address, key).Where(scenario => !args.Contains("--codes") || scenario.Name.StartsWith("code,", StringComparison.Ordinal)))
{
    results.AddRange(await Measurement.RunAsync(scenario));
}

Report.Print(results);
var (requests, sessions) = await SharedUser.CountAsync(loopback.Address);
Console.WriteLine($"{Crowd.Callers} callers of one user's client: {requests} exchange, {sessions} session.");
return args.Contains("--gate") && results.Any(static result => result.Fails) ? 1 : 0;
