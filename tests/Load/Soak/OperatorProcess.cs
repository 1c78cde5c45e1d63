using System.Diagnostics;
using System.Globalization;

namespace NumberVerify.Load.Tests.Soak;

/// <summary>This program once more, as <see cref="FaultyOperator"/>.</summary>
internal sealed class OperatorProcess : IDisposable
{
    private readonly Process _process;

    public OperatorProcess(int seed)
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "NumberVerify.Load.Tests.dll"), "operator", seed.ToString(CultureInfo.InvariantCulture)];
        _process = Process.Start(new ProcessStartInfo(host, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var parts = (_process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The operator did not start.")).Split(' ');
        (Issuer, ApiRoot, Phone, PhoneOnWifi) = (new Uri(parts[0]), new Uri(parts[1]), parts[2], parts[3]);
    }

    public Uri Issuer { get; }

    public Uri ApiRoot { get; }

    public string Phone { get; }

    public string PhoneOnWifi { get; }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
