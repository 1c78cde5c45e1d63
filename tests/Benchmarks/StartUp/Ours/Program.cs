// The whole flow once, with the library. Argument: the port of the operator on this machine. Exit code 0 only if the number was verified.
using NumberVerify.Benchmarks;

var address = new Uri($"http://127.0.0.1:{args[0]}");
var response = await new OurFlow(OurRegistration.CreateClient(address, OurRegistration.SecretProfile)).RunAsync();
Console.WriteLine(response.DevicePhoneNumberVerified ? "Phone number verified" : "Phone number not verified");
return response.DevicePhoneNumberVerified ? 0 : 1;
