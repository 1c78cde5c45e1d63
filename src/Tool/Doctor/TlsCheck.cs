using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace NumberVerify.Tool.Doctor;

/// <summary>How each host of the operator shows itself: the version that is agreed on, the chain, and when the certificate ends.</summary>
/// <param name="time">The clock that certificates are held against.</param>
/// <param name="timeout">How long one host may take.</param>
/// <param name="trust">Whom to trust; null for whom the system trusts.</param>
internal sealed class TlsCheck(TimeProvider time, TimeSpan timeout, X509ChainPolicy? trust = null)
{
    private static readonly TimeSpan s_soon = TimeSpan.FromDays(14);

    public async Task<CheckResult> RunAsync(IEnumerable<Uri> addresses, CancellationToken cancellationToken)
    {
        var hosts = addresses.Where(address => address.Scheme == Uri.UriSchemeHttps).Select(address => (address.IdnHost, address.Port)).Distinct().ToArray();
        if (hosts.Length == 0)
        {
            return CheckResult.NotChecked(CheckNames.Tls, "Nothing is reached by https.");
        }

        var findings = new List<Finding>();
        var fine = new List<string>();
        foreach (var (host, port) in hosts)
        {
            var found = await ExamineAsync(host, port, fine, cancellationToken).ConfigureAwait(false);
            findings.AddRange(found);
        }

        return CheckResult.Of(CheckNames.Tls, string.Join(' ', fine), findings);
    }

    private async Task<IReadOnlyList<Finding>> ExamineAsync(string host, int port, List<string> fine, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using var limit = new CancellationTokenSource(timeout);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await socket.ConnectAsync(host, port, either.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is SocketException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return [Finding.Warning($"{host} cannot be reached without a proxy.", "Examine its certificate from where it can.")];
        }

        DateTime? ends = null;
        var stream = new SslStream(new NetworkStream(socket));
        await using (stream.ConfigureAwait(false))
        {
            try
            {
                await stream.AuthenticateAsClientAsync(
                    new SslClientAuthenticationOptions
                    {
                        TargetHost = host,
                        CertificateChainPolicy = trust,
                        RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                        {
                            ends = (certificate as X509Certificate2)?.NotAfter.ToUniversalTime();
                            findings.AddRange(FindingsOf(host, chain, errors));
                            return true; // nothing is sent here; the library's own requests refuse it
                        },
                    },
                    either.Token).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is AuthenticationException or IOException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                return [Finding.Failed($"{host} does not agree on TLS.", "TLS 1.2 or 1.3 is needed; what stands between may break it.")];
            }

            if (stream.SslProtocol is not (SslProtocols.Tls12 or SslProtocols.Tls13))
            {
                findings.Add(Finding.Failed($"{host} speaks an old version of TLS.", "TLS 1.2 or 1.3 is needed: ask whoever runs it."));
            }

            if (ends is { } end && end - time.GetUtcNow() < s_soon)
            {
                findings.Add(Finding.Warning(string.Create(CultureInfo.InvariantCulture, $"The certificate of {host} ends on {end:yyyy-MM-dd}."), "See that it is renewed: ask whoever runs it."));
            }

            fine.Add(string.Create(CultureInfo.InvariantCulture, $"{host}: {(stream.SslProtocol == SslProtocols.Tls13 ? "TLS 1.3" : "TLS 1.2")}, certificate until {ends:yyyy-MM-dd}."));
        }

        return findings;
    }

    private static IEnumerable<Finding> FindingsOf(string host, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            yield return Finding.Failed($"{host} shows no certificate.", "Ask whoever runs it.");
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            yield return Finding.Failed($"The certificate of {host} is for another name.", "See that the address is the operator's.");
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
        {
            var why = string.Join(", ", (chain?.ChainStatus ?? []).Select(status => status.Status.ToString()).Distinct());
            yield return Finding.Failed($"The certificate of {host} is not trusted here ({why}).", "Install the operator's root where this system looks for them, if it has one of its own; else something stands between.");
        }
    }
}
