using System.Text.Json.Nodes;
using NumberVerify.Tests.Shared;
using static NumberVerify.Conformance.Features.Step;

namespace NumberVerify.Conformance.Features;

/// <summary>Sentences that both APIs' files use.</summary>
internal static class CommonSteps
{
    public static IEnumerable<Step> All { get; } =
    [
        Do("the header \"Content-Type\" is set to \"*\"", (world, words) => world.ContentType = words[0]),
        Do("the header \"Authorization\" is set to a valid access token", (world, _) => world.Token = TokenKind.Valid),
        Do("the header \"Authorization\" is removed", (world, _) => world.Token = TokenKind.Absent),
        Do("the header \"Authorization\" is set to an expired access token", (world, _) => world.Token = TokenKind.Expired),
        Do("the header \"Authorization\" is set to an invalid access token", (world, _) => world.Token = TokenKind.Invalid),
        Do("the header \"x-correlator\" complies with the schema at \"*\"", (world, words) =>
        {
            world.Correlator = "b4333c46-49c0-4f62-80d7-f0ef930f1c46";
            Schema.Of(OfficialSpecs.R32, words[0]).Check(world.Correlator);
        }),
        Do("the request body is not included", (world, _) => world.Body = null),
        Do("the request body is set to \"{}\"", (world, _) => world.Body = []),
        Do("the response status code is *", (world, words) => Assert.Equal(words[0].Trim('"'), $"{world.Reply.Status}")),
        Do("the response header \"Content-Type\" is \"*\"", (world, words) => Assert.Equal(words[0], world.Reply.ContentType)),
        Do("the response header \"x-correlator\" has same value as the request header \"x-correlator\"", (world, _) =>
        {
            Assert.NotNull(world.Correlator);
            Assert.Equal(world.Correlator, world.Reply.Correlator);
        }),
        Do("the response property \"$.status\" is *", (world, words) =>
        {
            Assert.Equal(words[0], world.Reply.Body!["status"]!.ToJsonString());
            Assert.Equal(words[0], $"{world.Reply.Status}");
        }),
        Do("the response property \"$.code\" is \"*\"", (world, words) => Assert.Equal(words[0], (string?)world.Reply.Body!["code"])),
        Do("the response property \"$.message\" contains a user friendly text", (world, _) =>
        {
            var message = (string?)world.Reply.Body!["message"];
            Assert.Matches("^[A-Z][^{}<>]{10,}[.]?$", message);
            Assert.NotEqual((string?)world.Reply.Body["code"], message);
        }),
    ];
}
