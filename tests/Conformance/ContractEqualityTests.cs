using NumberVerify.SpecTool;
using NumberVerify.Tests.Shared;

namespace NumberVerify.Conformance;

/// <summary>Our descriptions of CAMARA's APIs are those of the official releases, prose aside.</summary>
public sealed class ContractEqualityTests
{
    [OfficialSpecTheory(OfficialSpecs.R32, OfficialSpecs.OneTimePasswordR32)]
    [InlineData("number-verification")]
    [InlineData("one-time-password-sms")]
    public void A_document_of_ours_has_the_contract_of_the_official_release_that_the_readme_says_it_follows(string api)
    {
        var ours = SpecContract.Of(SpecDocument.Load(OurDocuments.In($"{api}.yaml")));
        var official = SpecContract.Of(SpecDocument.Load(OfficialSpecs.PathOf($"camara/{api}/{OurDocuments.ReleaseOf(api)}.yaml")));

        var differences = SpecContract.Compare(ours, official);

        Assert.True(differences.Count == 0, "Ours | official:\n" + string.Join('\n', differences));
        Assert.Equal(SpecContract.Print(official), SpecContract.Print(ours));
    }

    [OfficialSpecFact(OfficialSpecs.R24, OfficialSpecs.R32)]
    public void The_difference_between_two_releases_is_what_their_change_log_says()
    {
        var differences = SpecContract.Compare(
            SpecContract.Of(SpecDocument.Load(OfficialSpecs.PathOf(OfficialSpecs.R24))),
            SpecContract.Of(SpecDocument.Load(OfficialSpecs.PathOf(OfficialSpecs.R32))));

        Assert.Equal(
            [
                "/components/headers/x-correlator/schema/$ref",
                "/components/headers/x-correlator/schema/pattern",
                "/components/headers/x-correlator/schema/type",
                "/components/parameters/x-correlator/schema/$ref",
                "/components/parameters/x-correlator/schema/pattern",
                "/components/parameters/x-correlator/schema/type",
                "/components/responses/Generic401/content/application~1json/schema/allOf/1/properties/code/enum",
                "/components/schemas/NumberVerificationRequestBody/properties/hashedPhoneNumber/pattern",
                "/components/schemas/XCorrelator",
                "/info/version",
                "/info/x-camara-commonalities",
            ],
            differences.Select(difference => difference.Pointer));
    }

    [OfficialSpecFact(OfficialSpecs.R32)]
    public void The_contract_keeps_scopes_codes_patterns_and_required_members()
    {
        var contract = SpecContract.Print(SpecContract.Of(SpecDocument.Load(OfficialSpecs.PathOf(OfficialSpecs.R32))));

        Assert.Contains("\"number-verification:verify\"", contract, StringComparison.Ordinal);
        Assert.Contains("\"NUMBER_VERIFICATION.USER_NOT_AUTHENTICATED_BY_MOBILE_NETWORK\"", contract, StringComparison.Ordinal);
        Assert.Contains(@"^\\+[1-9][0-9]{4,14}$", contract, StringComparison.Ordinal);
        Assert.Contains("\"x-camara-commonalities\": 0.6", contract, StringComparison.Ordinal);
        Assert.Contains("\"devicePhoneNumberVerified\"", contract, StringComparison.Ordinal);
        Assert.DoesNotContain("\"description\"", contract, StringComparison.Ordinal);
    }

    [Fact]
    public void Properties_and_components_that_are_named_like_prose_stay_in_the_contract()
    {
        using var folder = new TempFolder();
        var document = folder.Load(Documents.WithSchema("""
            description: Prose.
            type: object
            required: [title]
            properties:
              title: { type: string, title: Prose }
              description: { type: string, description: Prose. }
              example: { type: object, properties: { examples: { type: string, example: prose } } }
              externalDocs: { type: string }
              summary: { type: string, x-note: kept }
            """));

        var thing = SpecContract.Of(document).At("components", "schemas", "Thing");

        Assert.Equal(
            """{"properties":{"description":{"type":"string"},"example":{"properties":{"examples":{"type":"string"}},"type":"object"},"externalDocs":{"type":"string"},"summary":{"type":"string","x-note":"kept"},"title":{"type":"string"}},"required":["title"],"type":"object"}""",
            thing!.ToJsonString());
    }

    [Fact]
    public void Order_and_layout_are_no_part_of_the_contract()
    {
        using var folder = new TempFolder();
        var left = folder.Load(Documents.WithSchema("""
            type: object
            required: [a, b]
            properties:
              a: { type: string, enum: [x, y] }
              b: { type: string }
            """));
        var right = folder.Load(
            """{"paths":{"/a":{"post":{"responses":{"200":{"content":{"application/json":{"schema":{"properties":{"member":{"$ref":"#/components/schemas/Thing"}},"type":"object"}}},"description":"Other."}},"operationId":"getA"}}},"components":{"schemas":{"Thing":{"properties":{"b":{"type":"string"},"a":{"enum":["y","x"],"type":"string"}},"required":["b","a"],"type":"object"}}},"info":{"version":"1.0.0","title":"Other"},"openapi":"3.0.3"}""",
            "right.json");

        Assert.Equal(SpecContract.Print(SpecContract.Of(left)), SpecContract.Print(SpecContract.Of(right)));
    }
}
