using System.Diagnostics;
using System.Globalization;

namespace NumberVerify.Benchmarks;

/// <summary>This program once more, as the operator: see <see cref="LoopbackServer"/>.</summary>
internal sealed class LoopbackProcess : IDisposable
{
    public const string Argument = "--server";

    private readonly Process _process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, Argument)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    public LoopbackProcess()
    {
        var port = int.Parse(_process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
        Address = new Uri($"http://127.0.0.1:{port}");
    }

    public Uri Address { get; }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
