using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace NumberVerify.Benchmarks;

/// <summary>The endpoints as MapNumberVerify maps them.</summary>
internal sealed class OurWeb : IWebRow
{
    private readonly WebApplication _web;

    private OurWeb(WebApplication web) => _web = web;

    public string Name => Row.Ours;

    public Uri Address => new(_web.Urls.Single());

    public string StartPath => "/verify/start";

    public static async Task<OurWeb> StartAsync(Uri mobileOperator)
    {
        var builder = WebServer.CreateBuilder();
        OurRegistration.Add(builder.Services, mobileOperator, OurRegistration.SecretProfile, key: null);
        builder.Services.AddNumberVerifyEndpoints(static options => options.RequestsPerAddress = int.MaxValue);
        var web = builder.Build();
        web.UseRouting();
        web.MapNumberVerify("/verify", static (_, result, _) => new(TypedResults.Text(result.Status.ToString())));
        await web.StartAsync();
        return new OurWeb(web);
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();
}
