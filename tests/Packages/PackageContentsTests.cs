using System.Text;
using System.Text.Json;
using NumberVerify.Packages.Tests.Running;

namespace NumberVerify.Packages.Tests;

/// <summary>What every package says of itself: who made what is in it or needed by it, under which terms, and where the sources are.</summary>
[Collection(nameof(WorkTree))]
public sealed class PackageContentsTests(WorkTree tree) : IAsyncLifetime
{
    private PackedFeed _feed = null!;

    public static TheoryData<string> Packages => [.. PackedFeed.Packages];

    public async Task InitializeAsync() => _feed = await tree.PackAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [MemberData(nameof(Packages))]
    public void It_has_an_icon_a_readme_a_licence_and_notices(string name)
    {
        var package = _feed[name];

        Assert.Equal(("icon.png", "README.md", "Apache-2.0"), (package.Icon, package.Readme, package.LicenseExpression));
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], package.Read("icon.png")[..4]);
        Assert.Contains("THIRD-PARTY-NOTICES.txt", package.Files);
        Assert.False(string.IsNullOrWhiteSpace(package.Description));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Its_bill_of_materials_names_every_dependency_with_version_licence_and_hash(string name)
    {
        var package = _feed[name];
        using var bom = JsonDocument.Parse(package.Read("bom.json"));
        var root = bom.RootElement;
        var components = root.GetProperty("components").EnumerateArray().ToDictionary(Name);

        Assert.Equal(("CycloneDX", "1.6", 1), (root.GetProperty("bomFormat").GetString(), root.GetProperty("specVersion").GetString(), root.GetProperty("version").GetInt32()));
        Assert.Matches("^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", root.GetProperty("serialNumber").GetString());
        var subject = root.GetProperty("metadata").GetProperty("component");
        Assert.Equal((name, _feed.Version, $"pkg:nuget/{name}@{_feed.Version}"), (Name(subject), subject.GetProperty("version").GetString(), subject.GetProperty("purl").GetString()));
        Assert.Superset(package.Dependencies.ToHashSet(), components.Keys.ToHashSet());
        Assert.All(components.Values, component =>
        {
            Assert.NotEmpty(component.GetProperty("licenses").EnumerateArray());
            Assert.Equal(!Name(component).StartsWith("NumberVerify", StringComparison.Ordinal), component.TryGetProperty("hashes", out var hashes));
            Assert.True(hashes.ValueKind == JsonValueKind.Undefined || hashes[0].GetProperty("content").GetString()!.Length == 128);
        });

        // Each reference of the graph leads somewhere, and each component has its place in it.
        var references = components.Values.Select(component => component.GetProperty("bom-ref").GetString()).Append(subject.GetProperty("bom-ref").GetString()).ToHashSet();
        var graph = root.GetProperty("dependencies").EnumerateArray().ToList();
        Assert.Equal(references, graph.Select(row => row.GetProperty("ref").GetString()).ToHashSet());
        Assert.Subset(references, graph.SelectMany(row => row.GetProperty("dependsOn").EnumerateArray()).Select(need => need.GetString()).ToHashSet());

        static string Name(JsonElement component) => component.GetProperty("name").GetString()!;
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Its_notices_name_every_work_of_others_in_its_bill_of_materials(string name)
    {
        var package = _feed[name];
        using var bom = JsonDocument.Parse(package.Read("bom.json"));
        var notices = Encoding.UTF8.GetString(package.Read("THIRD-PARTY-NOTICES.txt"));

        Assert.All(bom.RootElement.GetProperty("components").EnumerateArray().Where(component => component.TryGetProperty("hashes", out _)), component =>
            Assert.Contains($"\n{component.GetProperty("name")} {component.GetProperty("version")}\n", notices));
        Assert.Equal(notices.Contains("Licence: MIT"), notices.Contains("Permission is hereby granted, free of charge"));
    }

    /// <summary>A program brings what it needs: each assembly in it is of a component, or of ours.</summary>
    [Theory]
    [InlineData("NumberVerify.Tool")]
    [InlineData("NumberVerify.Generated")]
    public void What_a_package_brings_along_is_in_its_bill_of_materials(string name)
    {
        var package = _feed[name];
        using var bom = JsonDocument.Parse(package.Read("bom.json"));
        var names = bom.RootElement.GetProperty("components").EnumerateArray().Select(component => component.GetProperty("name").GetString()!).Append(name).ToHashSet(StringComparer.OrdinalIgnoreCase);

        // One package may hold several assemblies, named after it.
        Assert.All(package.Files.Where(file => file.EndsWith(".dll", StringComparison.Ordinal)).Select(Path.GetFileNameWithoutExtension), file =>
            Assert.Contains(names, component => file == component || file!.StartsWith(component + ".", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("NumberVerify.Generated")]
    [InlineData("NumberVerify.Frontend")]
    [InlineData("NumberVerify")]
    [InlineData("NumberVerify.AspNetCore")]
    [InlineData("NumberVerify.AspNetCore.PostgreSql")]
    [InlineData("NumberVerify.Simulator")]
    public void Its_symbols_are_a_package_beside_it(string name) => Assert.Contains($"lib/net10.0/{name}.pdb", _feed[name].Symbols.Files);
}
