// One node of a backend: the endpoints, over a store and data protection keys it shares with the others. Prints its address once it takes requests.
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NumberVerify;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Services.AddDataProtection().SetApplicationName("nodes").PersistKeysToFileSystem(new DirectoryInfo(builder.Configuration["keys"]!));
builder.Services.AddNumberVerify(options =>
{
    options.ClientId = builder.Configuration["client"]!;
    options.Profile = OperatorProfile.Camara with { ClientAuthentication = ClientAuthenticationMethod.ClientSecretBasic };
    options.ClientSecret = builder.Configuration["secret"];
    options.RedirectUri = new Uri(builder.Configuration["redirect"]!);
    options.Issuer = builder.Configuration["issuer"];
    options.ApiRoot = new Uri(builder.Configuration["api"]!);
    options.AllowLoopbackHttp = true;
});
builder.Services.AddOneTimePasswordSms();
builder.Services.AddNumberVerifyEndpoints(options => options.RequestsPerAddress = 100_000);
builder.Services.AddPostgreSqlTransactionStore(builder.Configuration["database"]!, options => options.Timeout = TimeSpan.FromSeconds(20));
builder.Services.AddHealthChecks().AddNumberVerify();

var app = builder.Build();
app.MapHealthChecks("/health");
app.MapNumberVerify("/verify", static (_, result, _) => ValueTask.FromResult<IResult>(TypedResults.Text(result.Status.ToString())));
await app.StartAsync();
Console.WriteLine($"Listening {app.Urls.Single()}");
await app.WaitForShutdownAsync();
