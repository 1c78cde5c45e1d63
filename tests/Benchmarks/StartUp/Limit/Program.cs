// The whole flow once, by hand. Argument: the port of the operator on this machine. Exit code 0 only if the number was verified.
using NumberVerify.Benchmarks;

var address = new Uri($"http://127.0.0.1:{args[0]}");
var authorization = new LimitAuthorization(new Uri(address, Wire.AuthorizePath), usesOpenId: false);
var answer = await new LimitFlow(authorization, new LimitClient(LimitClient.CreateHttpClient(), address)).RunAsync();
var verified = answer.Body.DevicePhoneNumberVerified == true;
Console.WriteLine(verified ? "Phone number verified" : "Phone number not verified");
return verified ? 0 : 1;
