using System.Text;
using System.Text.Json.Nodes;
using NumberVerify.Simulator;
using NumberVerify.Tests.Shared;
using static NumberVerify.Conformance.Features.Step;

namespace NumberVerify.Conformance.Features;

/// <summary>Sentences of the two one-time-password-sms files.</summary>
internal static class OneTimePasswordSteps
{
    private const string BasePath = "/one-time-password-sms/v1/";
    private const string SendCode = "send-code";
    private const string ValidateCode = "validate-code";
    private const string Message = "{{code}} is your code";
    private const string SpecialNumber = "+34666666666";
    private const int MaxMessageLength = 160;

    private static readonly OneTimePasswordLimits s_limits = new();

    public static IEnumerable<Step> All { get; } =
    [
        Holds("an environment at \"apiRoot\"", "the world has started one"),
        Do($"the resource \"{BasePath}*\"", (world, words) =>
        {
            world.Resource = new Uri(BasePath + words[0], UriKind.Relative);
            world.Scope = "one-time-password-sms:send-validate";
        }),
        Do("the header \"Authorization\" is set", (world, _) => world.Token = TokenKind.Valid),
        Do("the header \"Authorization\" is set to an expired", (world, _) => world.Token = TokenKind.Expired),
        Do("the request body is set by default to a request body compliant with the schema", (world, _) =>
        {
            var isSend = world.Resource.OriginalString.EndsWith(SendCode, StringComparison.Ordinal);
            world.Body = isSend ? Sending(World.Number) : Validating("ea0840f3-3663-4149-bd10-c7c6b8912105", "000000");
            Schema.Of(OfficialSpecs.OneTimePasswordR32, isSend ? "/components/schemas/SendCodeBody" : "/components/schemas/ValidateCodeBody").Check(world.Body);
        }),
        Do("the HTTP \"POST\" request is sent", (world, _) => world.SendAsync()),
        Do("the response body complies with the OAS schema at \"*\"", (world, words) => Schema.Of(OfficialSpecs.OneTimePasswordR32, words[0]).Check(world.Reply.Body)),
        Do("the request body property \"$.*\" is not valued", (world, words) => Assert.True(world.Body!.Remove(words[0]))),

        Do("the request body property \"$.phoneNumber\" is set to config_var: \"phone_number\"", (world, _) => Set(world, "phoneNumber", World.Number)),
        Do("the request body property \"$.phoneNumber\" is set to \"*\"", (world, words) => Set(world, "phoneNumber", words[0])),
        Do("the request body property \"$.phoneNumber\" is set to a phone number that cannot receive SMS", (world, _) => SetLine(world, SubscriberLine.MobileWithoutSms)),
        Do("the request body property \"$.phoneNumber\" is set to a phone number that target a landline", (world, _) => SetLine(world, SubscriberLine.Landline)),
        Do("the request body property \"$.phoneNumber\" is set to a phone number that that has an active SMS barring", (world, _) => SetLine(world, SubscriberLine.SmsBarred)),
        Do("the request body property \"$.phoneNumber\" is set to a phone number that did not belong to the operator", (world, _) => Set(world, "phoneNumber", SpecialNumber)),
        Do("the request body property \"$.message\" is set to config_var: \"message\"", (world, _) => Set(world, "message", Message)),
        Do("the request body property \"$.message\" is set to \"*\"", (world, words) => Set(world, "message", words[0])),
        Do("the request body property \"$.message\" is longer than config_var:\"max_lenght\"", (world, _) =>
        {
            Set(world, "message", Message.PadRight(MaxMessageLength + 1, '.'));
            Assert.False(Schema.Of(OfficialSpecs.OneTimePasswordR32, "/components/schemas/Message").Allows(world.Body!["message"]));
        }),

        // The file's max_send is the request that is refused: one more than the codes the operator sends.
        Do("(config_var:\"max_send\"-1) of send-code requests for this phone number has been submitted", async (world, _) =>
        {
            for (var sent = 0; sent < s_limits.MaxCodes; sent++)
            {
                await SendAsync(world);
            }
        }),

        Do("an authenticationId has been retrieved from a send-code request", RetrieveAsync),
        Do("request body property \"$.authenticationId\" is set to the value from send-code request", RetrieveAsync),
        Do("the request body property \"$.authenticationId\" is set to an unknown value", (world, _) => Set(world, "authenticationId", Guid.Empty.ToString())),
        Do("the request body property \"$.code\" is set to the value received in the SMS", (world, _) => Set(world, "code", Received(world))),
        Do("the request body property \"$.code\" is set to the received in the SMS", (world, _) => Set(world, "code", Received(world))),
        Do("the request body property \"$.code\" is set to the code received in the SMS", (world, _) => Set(world, "code", Received(world))),
        Do("the request body property \"$.code\" is set to a format valid value", (world, _) => Set(world, "code", "000000")),
        Do("the request body property \"$.code\" is set to \"*\"", (world, words) => Set(world, "code", words[0])),
        Do("the request body property \"$.code\" is set to a value distinct from the value received in the SMS", (world, _) => Set(world, "code", Distinct(Received(world)))),
        Do("the time elapsed since the send-code exceed the allowed time", (world, _) => world.Time.Advance(s_limits.Lifetime)),
        Do("Two send-code request has been sequentially triggered for the same phoneNumber", async (world, _) =>
        {
            Set(world, "authenticationId", await SendAsync(world));
            Assert.NotEqual((string?)world.Body!["authenticationId"], await SendAsync(world));
        }),
        Do("request body property \"$.authenticationId\" is set to the value got for the first send-code request", (world, _) => Assert.Equal(2, world.Device.Messages.Count)),
        Do("the request body property \"$.code\" is set to the received in the SMS for this first request", (world, _) => Set(world, "code", world.Device.Messages[0].Code)),
        Do("a validate-code has been succesfully performed for a authenticationId", async (world, words) =>
        {
            await RetrieveAsync(world, words);
            var reply = await PostAsync(world, ValidateCode, Validating((string)world.Body!["authenticationId"]!, Received(world)));
            Assert.Equal(204, reply.Status);
        }),
        Holds("request body property \"$.authenticationId\" is valued again with this authenticationId", "the body has it from the sentence before"),
        Do("(config_var:\"max_try\"-1) calls with the request body property \"$.code\" set to a value distinct from the value received in the SMS were performed", async (world, _) =>
        {
            Set(world, "code", Distinct(Received(world)));
            for (var tried = 1; tried < s_limits.MaxTries; tried++)
            {
                var reply = await PostAsync(world, ValidateCode, world.Body!);
                Assert.Equal("ONE_TIME_PASSWORD_SMS.INVALID_OTP", (string?)reply.Body!["code"]);
            }
        }),
    ];

    private static JsonObject Sending(string number) => new() { ["phoneNumber"] = number, ["message"] = Message };

    private static JsonObject Validating(string authenticationId, string code) => new() { ["authenticationId"] = authenticationId, ["code"] = code };

    private static void Set(World world, string member, string value) => world.Body![member] = value;

    private static void SetLine(World world, SubscriberLine line)
    {
        world.Simulator.AddSubscriber(SpecialNumber, line);
        Set(world, "phoneNumber", SpecialNumber);
    }

    private static string Received(World world) => world.Device.Messages[^1].Code;

    private static string Distinct(string code) => code.Replace(code[0], code[0] == '0' ? '1' : '0');

    private static async Task RetrieveAsync(World world, string[] words) => Set(world, "authenticationId", await SendAsync(world));

    /// <returns>The authenticationId.</returns>
    private static async Task<string> SendAsync(World world)
    {
        var reply = await PostAsync(world, SendCode, Sending(World.Number));
        Assert.Equal(200, reply.Status);
        return (string)reply.Body!["authenticationId"]!;
    }

    /// <summary>A request before the scenario's own, and none of its business.</summary>
    private static async Task<Reply> PostAsync(World world, string operation, JsonObject body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, BasePath + operation) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new("Bearer", await world.GetAccessTokenAsync());
        using var response = await world.Http.SendAsync(request);
        return await Reply.ReadAsync(response);
    }
}
