using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NumberVerify.Simulator;
using NumberVerify.Tests.Shared;
using static NumberVerify.Conformance.Features.Step;

namespace NumberVerify.Conformance.Features;

/// <summary>Sentences of the two Number Verification files.</summary>
internal static class NumberVerificationSteps
{
    private const string OtherNumber = "+34666666666";

    public static IEnumerable<Step> All { get; } =
    [
        Do("the resource \"/number-verification/v2\" as base url", (world, _) => Target(world, "verify", HttpMethod.Post, "number-verification:verify")),
        Do("the request body is set by default to a request body compliant with the schema", (world, _) => Set(world, "phoneNumber", World.Number)),
        Do("the request body is set to a valid request body", (world, _) => Set(world, "phoneNumber", World.Number)),
        Do("the request \"phoneNumberVerify\" is sent", (world, _) => world.SendAsync()),
        Do("the request \"phoneNumberShare\" is sent", (world, _) =>
        {
            Target(world, "device-phone-number", HttpMethod.Get, "number-verification:device-phone-number:read");
            world.Body = null;
            return world.SendAsync();
        }),
        Holds("a valid phone number identified by the token and provided in the request body", "the default body holds the number of the device that is authorized"),
        Holds("a valid phone number supported by the service, identified by the token", "the device that is authorized has one"),
        Holds("a valid testing phoneNumber supported by the service, identified by the token", "the device that is authorized has one"),
        Do("the token has been obtained by a supported authentication method", (world, _) => Assert.Equal(DeviceConnection.MobileData, world.Device.Connection)),
        Do("the header \"Authorization\" is set to an access token without the required scope", (world, _) => world.Token = TokenKind.WithoutScope),
        Do("the header \"Authorization\" is set to a token for which neither Network-based nor SIM-based authentication was used", (world, _) =>
        {
            world.Token = TokenKind.NotByMobileNetwork;
            world.Device.Connection = DeviceConnection.WiFi;
        }),
        Do("the body property \"$.phoneNumber\" is set to the phone number identified by the access token", (world, _) => Set(world, "phoneNumber", world.Device.PhoneNumber)),
        Do("the body property \"$.phoneNumber\" is set to a valid phone number different from the one identified by the access token", (world, _) => Set(world, "phoneNumber", OtherNumber)),
        Do("the body property \"$.hashedPhoneNumber\" is set to the phone number identified by the access token, hashed in SHA-256 (in hexadecimal representation)", (world, _) => Set(world, "hashedPhoneNumber", Hash(world.Device.PhoneNumber))),
        Do("the body property \"$.hashedPhoneNumber\" is set to a valid phone number different from the one identified by the access token, hashed in SHA-256 (in hexadecimal representation)", (world, _) => Set(world, "hashedPhoneNumber", Hash(OtherNumber))),
        Do("the request body property \"$.additional_property\" is set to \"*\"", (world, words) => Set(world, "additional_property", words[0])),
        Do("the request body does not contain neither \"$.phoneNumber\" nor \"$.hashedPhoneNumber\"", (world, _) => Assert.False(world.Body!.ContainsKey("phoneNumber") || world.Body.ContainsKey("hashedPhoneNumber"))),
        Do("the request body property \"$.phoneNumber\" is set to a valid phone number", (world, _) => Set(world, "phoneNumber", World.Number)),
        Do("the same phone number is compliant with OAS schema at \"*\"", (world, words) => Schema.Of(OfficialSpecs.R32, words[0]).Check(world.Body!["phoneNumber"])),
        Do("the request body property \"$.hashedPhoneNumber\" is set to a valid phone number compliant with OAS schema at \"*\"", (world, words) =>
        {
            world.Body!["hashedPhoneNumber"] = Hash(World.Number);
            Schema.Of(OfficialSpecs.R32, words[0]).Check(world.Body["hashedPhoneNumber"]);
        }),
        Do("the request body property \"$.phoneNumber\" does not comply with the OAS schema at \"*\"", (world, words) =>
        {
            Set(world, "phoneNumber", "346661113334");
            Assert.False(Schema.Of(OfficialSpecs.R32, words[0]).Allows(world.Body!["phoneNumber"]));
        }),
        Do("the response body complies with the OAS schema at \"*\"", (world, words) => Schema.Of(OfficialSpecs.R32, words[0]).Check(world.Reply.Body)),
        Do("the response property \"$.devicePhoneNumberVerified\" == *", (world, words) => Assert.Equal(words[0], world.Reply.Body!["devicePhoneNumberVerified"]!.ToJsonString())),
        Do("the response property \"$.devicePhoneNumber\" is equal to the phone number associated with the access token", (world, _) => Assert.Equal(world.Device.PhoneNumber, (string?)world.Reply.Body!["devicePhoneNumber"])),
    ];

    private static void Target(World world, string operation, HttpMethod method, string scope)
    {
        world.Resource = new Uri($"/number-verification/v2/{operation}", UriKind.Relative);
        world.Method = method;
        world.Scope = scope;
    }

    private static void Set(World world, string member, string value) => world.Body = new JsonObject { [member] = value };

    private static string Hash(string number) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(number)));
}
