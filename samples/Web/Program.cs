// A sign-up page that verifies a phone number: silently where the mobile network can tell, by a code where it cannot. The operator is a simulated one in this process.
using Web;

var site = new Uri(new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build()["Site"] ?? "http://localhost:5080");
await using var mobileOperator = await SimulatedOperator.StartAsync(site, TimeProvider.System);
await using var app = SignUp.Create(site, mobileOperator, TimeProvider.System);
await app.StartAsync();
Console.WriteLine($"The sign-up page:        {site}");
Console.WriteLine($"The simulated operator:  {mobileOperator.Page} (text messages arrive there)");
await app.WaitForShutdownAsync();
