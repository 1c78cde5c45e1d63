using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using NumberVerify.Tests.Shared;

namespace NumberVerify.Conformance.Features;

/// <summary>One scenario of a feature file, its background's steps first. Two scenarios of different files may share a tag, so the file is part of its name.</summary>
internal sealed record Scenario(string File, string Tag, string Name, IReadOnlyList<string> Steps)
{
    public const string Verify = "number-verification-phoneNumberVerify.feature";
    public const string Share = "number-verification-phoneNumberShare.feature";
    public const string SendCode = "one-time-password-sms-sendCode.feature";
    public const string ValidateCode = "one-time-password-sms-validateCode.feature";

    public static readonly string[] Files =
    [
        "camara/number-verification/" + Verify,
        "camara/number-verification/" + Share,
        "camara/one-time-password-sms/" + SendCode,
        "camara/one-time-password-sms/" + ValidateCode,
    ];

    private static readonly Lazy<IReadOnlyList<Scenario>> s_all = new(Read);

    /// <summary>Every scenario of the four files; none where the files are absent, and then the tests are skipped by name.</summary>
    public static IReadOnlyList<Scenario> All => OfficialSpecs.WhyAbsent(Files) is null ? s_all.Value : [];

    public static Scenario Find(string file, string tag) => All.Single(scenario => scenario.File == file && scenario.Tag == tag);

    private static Scenario[] Read()
    {
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, WorkingDirectory = NodePackages.Folder };
        start.ArgumentList.Add("features.mjs");
        foreach (var file in Files)
        {
            start.ArgumentList.Add(OfficialSpecs.PathOf(file));
        }

        using var node = Process.Start(start)!;
        var json = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        return node.ExitCode == 0
            ? [.. JsonNode.Parse(json)!.AsArray().Select(scenario => scenario!.Deserialize<Scenario>(JsonSerializerOptions.Web)!)]
            : throw new InvalidOperationException("The feature files could not be read.");
    }
}
