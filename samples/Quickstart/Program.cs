// The whole silent flow against an operator in this process: authorize URL -> device -> callback -> code exchange -> verify; and a code by text message where the network cannot tell.
// Exit code 0 only if every step ended as it should.
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using NumberVerify;
using NumberVerify.Simulator;
using Quickstart;

const string RedirectUri = "https://app.example/callback";
const string Number = "+346661113334";
const string OtherNumber = "+346661119999";

var key = new ClientKey("quickstart-key");
await using var mobileOperator = await OperatorSimulator.StartAsync(options => options.Clients.Add(new SimulatedClient
{
    ClientId = "quickstart",
    RedirectUris = [RedirectUri],
    JsonWebKeySet = key.PublicKeySet,
}));

var services = new ServiceCollection();
services.AddNumberVerify(options =>
{
    options.ClientId = "quickstart";
    options.RedirectUri = new Uri(RedirectUri);
    options.Issuer = mobileOperator.Issuer.OriginalString;
    options.ApiRoot = mobileOperator.ApiRoot;
    options.Signer = Signer.FromPem(key.PrivatePem, key.Id);
    options.AllowLoopbackHttp = true; // the simulator's own; a real operator is https
});
services.AddOneTimePasswordSms(); // codes, from the same operator
services.AddPhoneVerifier(options => options.Keys = new ProtectionKeys(RandomNumberGenerator.GetBytes(32)));
await using var provider = services.BuildServiceProvider();
var client = provider.GetRequiredService<NumberVerifyClient>();
await client.DiscoverAsync(); // a host does this when it starts

var phone = mobileOperator.AddDevice(Number);
var phoneOnWifi = mobileOperator.AddDevice(Number, DeviceConnection.WiFi);
var steps = new Steps();

await steps.RunAsync("The number of the device's SIM", async () =>
{
    var user = await SignInAsync(phone, Number);
    return (await user.VerifyNumberAsync()).DevicePhoneNumberVerified ? "Phone number verified" : "Phone number not verified";
}, expected: "Phone number verified");

await steps.RunAsync("Another number", async () =>
{
    var user = await SignInAsync(phone, OtherNumber);
    return (await user.VerifyNumberAsync()).DevicePhoneNumberVerified ? "Phone number verified" : "Phone number not verified";
}, expected: "Phone number not verified");

await steps.RunAsync("A device on Wi-Fi", async () =>
{
    try
    {
        var user = await SignInAsync(phoneOnWifi, Number);
        return $"Verified on Wi-Fi: {(await user.VerifyNumberAsync()).DevicePhoneNumberVerified}";
    }
    catch (AuthorizationRefusedException refusal)
    {
        return $"Refused: {nameof(AuthorizationRefusedException)} ({refusal.Code})";
    }
}, expected: "Refused: AuthorizationRefusedException (login_required)");

await steps.RunAsync("A device on Wi-Fi, with a code where the network cannot tell", async () =>
{
    var verifier = provider.GetRequiredService<PhoneVerifier>();
    var result = await verifier.StartAsync(Number);
    var callback = await OpenUrlAsync(phoneOnWifi, result.AuthUrl!);
    result = await verifier.ContinueAsync(result.Handle!, AuthorizationResponse.Parse(callback));
    Console.WriteLine($"  {result.Status} by {result.Channel}: {result.Reason}");
    result = await verifier.SubmitCodeAsync(result.Handle!, mobileOperator.Inbox[^1].Code); // what the person reads and types
    return $"{result.Status} by {result.Channel}";
}, expected: "Verified by Sms");

await steps.RunAsync("An authorization code that is used a second time", async () =>
{
    var request = AuthorizationRequest.Create();
    var callback = AuthorizationResponse.Parse(await OpenAsync(phone, request));
    var first = await client.ForUser(request, callback, Number).VerifyNumberAsync();
    try
    {
#pragma warning disable NV2002 // This is the mistake that the step shows: the operator refuses it, and the rule would have said so before.
        var second = await client.ForUser(request, callback, Number).VerifyNumberAsync();
#pragma warning restore NV2002
        return $"The code was good twice: {first.DevicePhoneNumberVerified}, {second.DevicePhoneNumberVerified}";
    }
    catch (CodeRejectedException refusal)
    {
        return $"Refused: {nameof(CodeRejectedException)} ({refusal.Code})";
    }
}, expected: "Refused: CodeRejectedException (invalid_grant)");

await steps.RunAsync("The device's own number", async () =>
{
    var user = await SignInAsync(phone, operation: NumberVerifyOperation.GetDevicePhoneNumber);
    var answer = await user.GetDevicePhoneNumberAsync();
    return $"The device's number is {answer.DevicePhoneNumber.Value}";
}, expected: $"The device's number is {Number}");

return steps.Finish();

async Task<NumberVerifyUserClient> SignInAsync(SimulatedDevice device, string? number = null, NumberVerifyOperation operation = NumberVerifyOperation.VerifyNumber)
{
    var request = AuthorizationRequest.Create(operation: operation);   // kept in the user's session
    var callback = await OpenAsync(device, request);                   // reaches the redirect URI
    return client.ForUser(request, AuthorizationResponse.Parse(callback), number);
}

Task<Uri> OpenAsync(SimulatedDevice device, AuthorizationRequest request) => OpenUrlAsync(device, client.GetAuthUrl(request));

static async Task<Uri> OpenUrlAsync(SimulatedDevice device, Uri url)
{
    Console.WriteLine("  Open this URL on the user's device:");
    Console.WriteLine($"  {url.AbsoluteUri}");
    return await device.OpenAsync(url);
}
