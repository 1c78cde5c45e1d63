using NumberVerify.Tests.Shared;
using NumberVerify.Tool.Scan;

namespace NumberVerify.Tool.Tests.Scan;

/// <summary>What frontends are made of: bundles with their source maps, as they lie in their packages.</summary>
public sealed class VendorBundlesTests
{
    private static readonly string s_packages = Path.Combine(NodePackages.Folder!, "node_modules");

    [Fact]
    public async Task No_bundle_holds_a_secret()
    {
        var packages = Directory.EnumerateDirectories(s_packages).Where(package => Path.GetFileName(package) is not "jsrsasign").Append(Path.Combine(s_packages, "jsrsasign", "lib"));
        foreach (var package in packages)
        {
            var report = await new Scanner(new ScanLimits()).ScanAsync(package, progress: null, CancellationToken.None);

            Assert.Empty(report.Findings);
            Assert.Empty(report.NotLookedInto);
        }
    }

    /// <summary>The same search does find what that package's own tests hold.</summary>
    [Fact]
    public async Task A_package_that_ships_keys_with_its_tests_is_found_out()
    {
        var report = await new Scanner(new ScanLimits()).ScanAsync(Path.Combine(s_packages, "jsrsasign"), progress: null, CancellationToken.None);

        Assert.NotEmpty(report.Findings);
        Assert.All(report.Findings, finding => Assert.Equal("NV1007", finding.Rule));
        Assert.All(report.Findings, finding => Assert.StartsWith("test/", finding.Place));
    }
}
