using System.Diagnostics;
using NumberVerify.Simulator;

namespace NumberVerify.Benchmarks;

/// <summary>The simulator as a process of its own, with the client and the device of <see cref="RawFlow"/>.</summary>
internal sealed class SimulatorProgram : IDisposable
{
    private const string Configuration = $$"""
        {
          "clients": [{ "clientId": "{{RawFlow.ClientId}}", "clientSecret": "{{RawFlow.ClientSecret}}", "redirectUris": ["{{RawFlow.Callback}}"] }],
          "devices": [{ "phoneNumber": "{{RawFlow.PhoneNumber}}" }]
        }
        """;

    private readonly string _file = Path.GetTempFileName();
    private readonly Process _process;

    public SimulatorProgram()
    {
        File.WriteAllText(_file, Configuration);
        _process = Process.Start(new ProcessStartInfo("dotnet", [typeof(OperatorSimulator).Assembly.Location, "--urls", "http://127.0.0.1:0", "--config", _file]) { RedirectStandardOutput = true })!;
        Address = new Uri(Read("Issuer "));
        DeviceId = Read($"{SimulatedDevice.HeaderName}: ");
    }

    public Uri Address { get; }

    public string DeviceId { get; }

    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        File.Delete(_file);
    }

    /// <returns>The rest of the banner's next line that has this text.</returns>
    private string Read(string text)
    {
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            if (line.IndexOf(text, StringComparison.Ordinal) is >= 0 and var index)
            {
                return line[(index + text.Length)..].Trim();
            }
        }

        throw new InvalidOperationException("The simulator did not start.");
    }
}
