using System.Globalization;
using System.Text;
using QRCoder;

namespace Web.Pages;

/// <summary>
/// The address of this page and nothing else: whoever scans it begins anew, on the phone that ends up signed in. A code that carried this browser's session along would sign in whoever shows it to
/// somebody else.
/// </summary>
internal static class QrCode
{
    public static string Svg(Uri address)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(address.AbsoluteUri, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        var modules = code.ModuleMatrix;
        for (var row = 0; row < modules.Count; row++)
        {
            for (var column = 0; column < modules[row].Length; column++)
            {
                if (modules[row][column])
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{column} {row}h1v1h-1z");
                }
            }
        }

        return $"""
            <svg class="qr" role="img" aria-label="QR code with the address of this page" viewBox="0 0 {modules.Count} {modules.Count}" shape-rendering="crispEdges"><path d="{path}" /></svg>
            """;
    }
}
