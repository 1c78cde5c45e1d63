using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace NumberVerify.Tool.Tests.Doctor;

/// <summary>One answer at a loopback address: metadata that is not quite the operator's, say.</summary>
internal sealed class Front : IAsyncDisposable
{
    private readonly WebApplication _app;
    private string _body = "";

    private Front(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    public static async Task<Front> StartAsync(string body = "")
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var front = new Front(app) { _body = body };
        app.Run(context =>
        {
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync(front._body);
        });
        await app.StartAsync();
        return front;
    }

    /// <summary>The metadata of another operator, as this one's, with a change.</summary>
    public static async Task<Front> OfAsync(Uri issuer, Action<JsonObject> change)
    {
        using var client = new HttpClient();
        var metadata = JsonNode.Parse(await client.GetStringAsync(new Uri(issuer.OriginalString + "/.well-known/openid-configuration")))!.AsObject();
        var front = await StartAsync();
        metadata["issuer"] = front.Url;
        change(metadata);
        front._body = metadata.ToJsonString();
        return front;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
