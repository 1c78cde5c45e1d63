using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using NumberVerify.Tool.Doctor;

namespace NumberVerify.Tool.Tests.Doctor;

public sealed class TlsCheckTests
{
    private const int Year = 365;

    [Fact]
    public async Task A_host_with_a_trusted_certificate_and_a_new_version_is_fine()
    {
        var (result, _) = await ExamineAsync("localhost", Year, isTrusted: true);

        Assert.Equal(CheckStatus.Ok, result.Status);
        Assert.Matches("localhost: TLS 1.[23], certificate until", result.Seen);
    }

    [Fact]
    public async Task A_certificate_that_ends_soon_is_warned_of()
    {
        var (result, end) = await ExamineAsync("localhost", 5, isTrusted: true);

        Assert.Equal(CheckStatus.Warning, result.Status);
        Assert.Contains($"ends on {end:yyyy-MM-dd}", result.Seen);
    }

    [Theory]
    [InlineData("localhost", Year, false, "not trusted here")]
    [InlineData("other.example", Year, true, "for another name")]
    [InlineData("localhost", -1, true, "NotTimeValid")]
    public async Task A_certificate_that_proves_nothing_fails(string name, int daysLeft, bool isTrusted, string said)
    {
        var (result, _) = await ExamineAsync(name, daysLeft, isTrusted);

        Assert.Equal(CheckStatus.Failed, result.Status);
        Assert.Contains(said, result.Seen);
    }

    [Fact]
    public async Task A_host_that_speaks_no_TLS_fails()
    {
        await using var plain = await Front.StartAsync();

        var result = await new TlsCheck(TimeProvider.System, TimeSpan.FromSeconds(30)).RunAsync([new Uri(plain.Url.Replace("http:", "https:", StringComparison.Ordinal))], CancellationToken.None);

        Assert.Equal(CheckStatus.Failed, result.Status);
        Assert.Contains("does not agree on TLS", result.Seen);
    }

    [Fact]
    public async Task Where_nothing_is_reached_by_https_nothing_is_checked() =>
        Assert.Equal(CheckStatus.NotChecked, (await new TlsCheck(TimeProvider.System, TimeSpan.FromSeconds(30)).RunAsync([new Uri("http://127.0.0.1:1")], CancellationToken.None)).Status);

    private static async Task<(CheckResult Result, DateTimeOffset End)> ExamineAsync(string name, int daysLeft, bool isTrusted)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var end = DateTimeOffset.UtcNow.AddDays(daysLeft);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        using var certificate = request.CreateSelfSigned(end.AddDays(-2 * Year), end);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        await using var app = builder.Build();
        await app.StartAsync();
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        if (isTrusted)
        {
            trust.CustomTrustStore.Add(certificate);
        }

        var address = new Uri($"https://localhost:{new Uri(app.Urls.First()).Port}");
        return (await new TlsCheck(TimeProvider.System, TimeSpan.FromSeconds(30), trust).RunAsync([address], CancellationToken.None), end);
    }
}
