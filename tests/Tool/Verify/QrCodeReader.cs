using System.Diagnostics;
using NumberVerify.Tests.Shared;

namespace NumberVerify.Tool.Tests.Verify;

/// <summary>Reads what a terminal shows as a camera would, with a reader of somebody else's.</summary>
internal static class QrCodeReader
{
    /// <summary>What the code says; empty where there is none that can be read.</summary>
    public static async Task<string> ReadAsync(string text)
    {
        using var node = Process.Start(new ProcessStartInfo("node", "read-qr.js") { WorkingDirectory = NodePackages.Folder, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await node.StandardInput.WriteAsync(string.Join('\n', text.Split('\n').Where(line => line.Contains('█'))));
        node.StandardInput.Close();
        var said = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return said;
    }
}
