using System.Text.Json.Nodes;
using NumberVerify.SpecTool;
using NumberVerify.Tests.Shared;

namespace NumberVerify.Conformance;

/// <summary>What the generator gets for the official releases and for our own documents.</summary>
public sealed class PreparationTests
{
    public static TheoryData<string> Official => [OfficialSpecs.V031, OfficialSpecs.R24, OfficialSpecs.R32, OfficialSpecs.OneTimePasswordR32];

    public static TheoryData<string> Ours => [.. OurDocuments.Names];

    [OfficialSpecTheory(OfficialSpecs.V031, OfficialSpecs.R24, OfficialSpecs.R32, OfficialSpecs.OneTimePasswordR32)]
    [MemberData(nameof(Official))]
    public void An_official_release_is_prepared_under_every_overlay_of_ours(string file) => Check(OfficialSpecs.PathOf(file), [.. OurDocuments.AllOverlays]);

    [Theory]
    [MemberData(nameof(Ours))]
    public void A_document_of_ours_is_prepared_under_its_overlay(string document) => Check(OurDocuments.In(document), OurDocuments.OverlaysOf(document));

    /// <summary>One that uses every rule, which ours do not.</summary>
    [Fact]
    public void A_document_that_was_prepared_is_prepared_again_to_the_same()
    {
        var first = PreparedSpec.Create(Path.Combine(OfficialSpecs.RepositoryRoot, "tests", "Unit", "Generation", "line-watch.yaml"), []).Json;

        using var folder = new TempFolder();
        Assert.Equal(first, PreparedSpec.Create(folder.Write("again.json", first), []).Json);
    }

    [OfficialSpecFact(OfficialSpecs.V031)]
    public void The_alternatives_of_v0_3_1_become_one_request_with_both_numbers()
    {
        var root = Documents.Prepare(OfficialSpecs.PathOf(OfficialSpecs.V031));

        var body = root.At("components", "schemas", "NumberVerificationRequestBody")!.AsObject();
        Assert.Equal(["phoneNumber", "hashedPhoneNumber"], body["properties"]!.AsObject().Select(property => property.Key));
        Assert.False(body.ContainsKey("oneOf"));
        Assert.False(body.ContainsKey("required"));
        Assert.False(root.At("components", "schemas")!.AsObject().ContainsKey("PhoneNumber"));
        Assert.Equal("number-verification/v0", root["x-base-path"]!.GetValue<string>());
        Assert.Equal(["number-verification-verify-read"], ScopesOf(root, "/verify", "post"));
    }

    [OfficialSpecTheory(OfficialSpecs.R24, OfficialSpecs.R32)]
    [InlineData(OfficialSpecs.R24)]
    [InlineData(OfficialSpecs.R32)]
    public void The_releases_of_version_2_say_their_path_and_scopes(string file)
    {
        var root = Documents.Prepare(OfficialSpecs.PathOf(file));

        Assert.Equal("number-verification/v2", root["x-base-path"]!.GetValue<string>());
        Assert.Equal(["number-verification:verify"], ScopesOf(root, "/verify", "post"));
        Assert.Equal(["number-verification:device-phone-number:read"], ScopesOf(root, "/device-phone-number", "get"));
        Assert.Equal(@"\A\+[1-9][0-9]{4,14}\z", root.At("components", "schemas", "NumberVerificationShareResponse", "properties", "devicePhoneNumber", "pattern")!.GetValue<string>());
    }

    [Fact]
    public void A_token_request_is_one_object_that_requires_only_the_grant()
    {
        var root = Documents.Prepare(OurDocuments.OpenIdConnect, OurDocuments.OverlaysOf(OurDocuments.OpenIdConnect));

        var request = root.At("components", "schemas", "TokenRequest")!;
        Assert.Equal(
            [
                "client_id", "client_secret", "client_assertion_type", "client_assertion", "grant_type", "code", "redirect_uri", "code_verifier", "auth_req_id", "assertion",
                "scope",
            ],
            request["properties"]!.AsObject().Select(property => property.Key));
        Assert.Equal(["grant_type"], request["required"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.Equal(
            ["authorization_code", "urn:openid:params:grant-type:ciba", "urn:ietf:params:oauth:grant-type:jwt-bearer", "client_credentials"],
            request.At("properties", "grant_type", "x-known-values")!.AsArray().Select(value => value!.GetValue<string>()));
        Assert.Equal("", root["x-base-path"]!.GetValue<string>());
    }

    [Fact]
    public void Seconds_are_read_by_the_converter_that_the_overlay_names()
    {
        var root = Documents.Prepare(OurDocuments.OpenIdConnect, OurDocuments.OverlaysOf(OurDocuments.OpenIdConnect));

        var members = Documents.Walk(root["components"]).Where(entry => entry.Path is [.., "properties", "expires_in" or "interval"]).ToList();
        Assert.Equal(3, members.Count);
        Assert.All(members, member => Assert.Equal("SecondsConverter", member.Node!["x-converter"]!.GetValue<string>()));
    }

    [Fact]
    public void No_refresh_token_is_readable()
    {
        var root = Documents.Prepare(OurDocuments.OpenIdConnect);

        Assert.DoesNotContain(Documents.Walk(root), entry => entry.Path is [.., "properties", "refresh_token"]);
    }

    [Fact]
    public void Every_overlay_action_gives_its_reason()
    {
        using var folder = new TempFolder();
        foreach (var overlay in OurDocuments.AllOverlays)
        {
            // Read as a document, for the reader of YAML is not public by itself.
            var document = folder.Load(Documents.Minimal + "x-overlay:\n" + Documents.Indent(File.ReadAllText(overlay), 2));

            Assert.All(document.Root.At("x-overlay", "actions")!.AsArray(), action => Assert.True(action!["description"]!.GetValue<string>().Length > 10));
        }
    }

    /// <summary>What holds for every prepared document.</summary>
    private static void Check(string path, string[] overlays)
    {
        var first = PreparedSpec.Create(path, overlays);
        var root = JsonNode.Parse(first.Json)!.AsObject();

        Assert.Equal([path, .. overlays], first.Inputs);
        Assert.Equal(first.Json, PreparedSpec.Create(path, overlays).Json);
        Assert.DoesNotContain('\r', first.Json);
        Assert.False(root.ContainsKey("servers"));
        foreach (var (pointer, node) in Documents.Walk(root))
        {
            if (pointer is [.., "pattern"])
            {
                Assert.DoesNotContain("$", node!.GetValue<string>(), StringComparison.Ordinal);
            }

            Assert.False(pointer is [.., "enum" or "oneOf" or "allOf"], $"/{string.Join('/', pointer)} is left.");
            if (node is JsonObject { } schema && schema["type"] is JsonValue type && type.TryGetValue(out string? name) && name == "integer")
            {
                Assert.NotNull(schema["format"]);
            }
        }

        var errors = Documents.Walk(root["components"]!["responses"]).Where(entry => entry.Path is [_, "content", "application/json", "schema"]).ToList();
        Assert.NotEmpty(errors);
        Assert.Single(errors.Select(error => error.Node!.ToJsonString()).Distinct());

        using var folder = new TempFolder();
        Assert.Equal(first.Json, PreparedSpec.Create(folder.Write("again.json", first.Json), []).Json);
    }

    private static IEnumerable<string> ScopesOf(JsonObject root, string path, string method) =>
        root.At("paths", path, method, "x-scopes")!.AsArray().Select(scope => scope!.GetValue<string>());
}
