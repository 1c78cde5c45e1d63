using System.Net;
using System.Net.Sockets;

namespace NumberVerify.Tool.Doctor;

/// <summary>Whether the operator sends phones to the configured redirect URI, and whether anything answers there.</summary>
/// <param name="http">Calls the redirect URI without a parameter; follows no redirect.</param>
/// <param name="resolve">The addresses of a host.</param>
internal sealed class CallbackCheck(HttpClient http, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    private const string ByteForByte = "Configure and register the same text, byte for byte.";
    private const string Reach = "Put the backend, or a tunnel to it, where phones reach it.";

    public async Task<CheckResult> RunAsync(Uri? redirectUri, string? registered, AuthorizationProbe probe, CancellationToken cancellationToken)
    {
        if (redirectUri is null)
        {
            return CheckResult.NotChecked(CheckNames.Callback, "No redirect URI is configured: the operator takes the registered one.");
        }

        var findings = new List<Finding>();
        if (registered is not null && RedirectUriDifference.Between(redirectUri.OriginalString, registered) is { Count: > 0 } differences)
        {
            findings.Add(Finding.Failed($"The registered redirect URI differs: {string.Join(", ", differences)}.", ByteForByte));
        }

        var seen = probe.Answer switch
        {
            ProbeAnswer.SentToCallback => $"The operator sends phones there{(probe.Error is null ? "" : $" (this machine with {probe.Error}, as it is no phone)")}.",
            ProbeAnswer.NotAsked => "The operator was not asked: it would show a page, or need a number.",
            ProbeAnswer.SentElsewhere => "The operator sent this machine to an address of its own, which does not tell.",
            _ => "",
        };
        if (probe.Answer == ProbeAnswer.Page)
        {
            findings.Add(Finding.Failed($"The authorization endpoint showed a page (status {probe.Status}) and sent nobody to the callback: it does not know it.", registered is null ? $"{ByteForByte} --registered-redirect-uri names the difference." : ByteForByte));
        }
        else if (probe.Answer == ProbeAnswer.Unreachable)
        {
            findings.Add(Finding.Warning("The authorization endpoint did not answer.", "Try again later, or from another network."));
        }

        var (reached, finding) = await ReachAsync(redirectUri, cancellationToken).ConfigureAwait(false);
        if (finding is not null)
        {
            findings.Add(finding);
        }

        return CheckResult.Of(CheckNames.Callback, $"{seen} {reached}".Trim(), findings);
    }

    private async Task<(string Seen, Finding? Finding)> ReachAsync(Uri redirectUri, CancellationToken cancellationToken)
    {
        if (redirectUri.Scheme != Uri.UriSchemeHttps && redirectUri.Scheme != Uri.UriSchemeHttp)
        {
            return ("Its scheme opens an app.", null);
        }

        if (redirectUri.IsLoopback)
        {
            return ("", Finding.Warning("The redirect URI is each phone's own loopback: nobody outside reaches this machine by it.", Reach));
        }

        try
        {
            var addresses = IPAddress.TryParse(redirectUri.DnsSafeHost, out var literal) ? [literal] : await resolve(redirectUri.IdnHost, cancellationToken).ConfigureAwait(false);
            if (addresses.All(IsPrivate))
            {
                return ("", Finding.Warning("The redirect URI's host is a private address: no phone on mobile data reaches it.", Reach));
            }

            using var response = await http.GetAsync(redirectUri, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            return ($"It answers, as seen from here (status {(int)response.StatusCode}).", null);
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            return ("", Finding.Failed("The redirect URI's host has no TLS that this machine trusts.", "Give it a certificate that browsers trust."));
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return ("", Finding.Failed("Nothing answers at the redirect URI, as seen from here.", Reach));
        }
    }

    /// <summary>RFC 1918, RFC 4193, RFC 6598, loopback and link-local.</summary>
    private static bool IsPrivate(IPAddress address)
    {
        if (IPAddress.IsLoopback(address) || address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal)
        {
            return true;
        }

        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return address.AddressFamily == AddressFamily.InterNetwork
            && address.GetAddressBytes() is ([10, ..] or [192, 168, ..] or [169, 254, ..] or [172, >= 16 and <= 31, ..] or [100, >= 64 and <= 127, ..]);
    }
}
