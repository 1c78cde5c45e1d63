using Frontend;
using Microsoft.AspNetCore.Components.WebAssembly.Hosting;
using Microsoft.Extensions.DependencyInjection;

var builder = WebAssemblyHostBuilder.CreateDefault(args);
builder.RootComponents.Add<VerifyPage>("#app");
builder.Services.AddScoped(_ => new VerificationBackend(new HttpClient { BaseAddress = new Uri(builder.HostEnvironment.BaseAddress) }));
await builder.Build().RunAsync();
