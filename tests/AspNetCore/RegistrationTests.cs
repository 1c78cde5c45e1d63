using System.Net;
using System.Text.Json;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace NumberVerify.AspNetCore.Tests;

/// <summary>Three lines register it; what is wrong is told when the host starts.</summary>
public sealed class RegistrationTests
{
    [Fact]
    public async Task Every_fault_of_the_options_is_told_at_once_when_the_host_starts()
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => Application.StartAsync(static options =>
        {
            options.CallbackPath = "callback";
            options.AllowedOrigins.Add("https://spa.example/");
            options.TransactionsPerBrowser = 9;
            options.PendingLimit = 0;
            options.RequestsPerUser = 0;
            options.RequestsPerAddress = -1;
            options.Subject = null!;
            options.RateLimitingPolicy = "";
        }));

        Assert.Equal(
            ["AllowedOrigins", "CallbackPath", "PendingLimit", "RateLimitingPolicy", "RequestsPerAddress", "RequestsPerUser", "Subject", "TransactionsPerBrowser"],
            exception.Failures.Select(static failure => failure.Split(' ')[0]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("/")]
    [InlineData("//verify")]
    [InlineData("/verify/")]
    [InlineData("/{tenant}/verify")]
    [InlineData("/verify?x")]
    [InlineData("/v%C3%A9rify")]
    [InlineData("/vérify")]
    public async Task A_pattern_that_is_no_plain_path_is_refused(string pattern) =>
        await Assert.ThrowsAsync<ArgumentException>(() => Application.StartAsync(map: app => app.MapNumberVerify(pattern, static (_, _, _) => new(Results.Ok()))));

    [Fact]
    public async Task Mapped_twice_it_does_not_start() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Application.StartAsync(map: static app => app.MapNumberVerify("/other", static (_, _, _) => new(Results.Ok()))));

    [Fact]
    public void Without_its_services_it_does_not_start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();

        Assert.Throws<InvalidOperationException>(() => builder.Build().MapNumberVerify("/verify", static (_, _, _) => new(Results.Ok())));
    }

    [Fact]
    public async Task The_callback_path_can_be_another_one_than_the_redirect_URIs()
    {
        await using var application = await Application.StartAsync(static options => options.CallbackPath = "/inner/callback");
        var browser = application.Open();
        var callback = await browser.StartAndOpenAsync();

        using var outer = await browser.GetAsync(callback);
        using var inner = await browser.GetAsync(callback.Replace(Application.CallbackPath, "/inner/callback", StringComparison.Ordinal));

        Assert.Equal((HttpStatusCode.NotFound, "/result/Verified"), (outer.StatusCode, inner.Headers.Location!.OriginalString));
    }

    [Fact]
    public async Task A_path_base_is_kept()
    {
        await using var application = await Application.StartAsync(map: static app => app.UsePathBase("/base"));
        var browser = application.Open();
        application.Phone.Connection = Simulator.DeviceConnection.WiFi;
        using var start = await browser.PostFormAsync("/base/verify/start", ("phoneNumber", Application.Number));

        using var callback = await browser.GetAsync("/base" + await browser.OpenAsync(start.Headers.Location!));

        Assert.StartsWith("/base/verify/code", callback.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_of_the_applications_own_limiter_takes_the_place_of_the_built_in_one()
    {
        await using var application = await Application.StartAsync(
            static options => (options.RateLimitingPolicy, options.RequestsPerAddress) = ("mine", 1),
            static services => services.AddRateLimiter(static limiter => limiter.AddPolicy("mine", static _ => RateLimitPartition.GetFixedWindowLimiter("all", static _ => new FixedWindowRateLimiterOptions { PermitLimit = 2, Window = TimeSpan.FromHours(1) }))),
            map: static app => app.UseRateLimiter());
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 3; i++)
        {
            using var response = await application.Open().GetAsync("/verify/start");
            statuses.Add(response.StatusCode);
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable], statuses);
    }

    [Fact]
    public async Task A_fault_of_the_applications_own_answer_is_the_applications_to_see()
    {
        await using var application = await Application.StartAsync();
        application.Answers = static _ => throw new FormatException();
        var browser = application.Open();
        var callback = await browser.StartAndOpenAsync();

        await Assert.ThrowsAsync<FormatException>(() => browser.GetAsync(callback));
    }

    [Fact]
    public async Task A_document_of_the_API_describes_each_endpoint_with_its_body_and_its_problems()
    {
        await using var application = await Application.StartAsync(static options => options.AcceptsFormPost = true, static services => services.AddOpenApi(), map: static app => app.MapOpenApi());

        using var response = await application.Open().GetAsync("/openapi/v1.json");
        var document = JsonElement.Parse(await response.Content.ReadAsStringAsync());
        var operations = document.GetProperty("paths").EnumerateObject().SelectMany(static path => path.Value.EnumerateObject().Select(operation => (Name: $"{operation.Name} {path.Name}", operation.Value))).ToList();

        Assert.Equal(
            [
                "get /signin/callback", "get /verify/code", "get /verify/parameters", "get /verify/start",
                "post /signin/callback", "post /verify/code", "post /verify/resend", "post /verify/skip", "post /verify/start",
            ],
            operations.Select(static operation => operation.Name).Order(StringComparer.Ordinal));
        Assert.All(operations, static operation =>
        {
            Assert.NotEmpty(operation.Value.GetProperty("operationId").GetString()!);
            Assert.NotEmpty(operation.Value.GetProperty("summary").GetString()!);
            Assert.Superset(new HashSet<string> { "400", "403", "429", "503" }, operation.Value.GetProperty("responses").EnumerateObject().Select(static response => response.Name).ToHashSet());
        });
        Assert.Equal(
            ["application/json", "application/x-www-form-urlencoded"],
            operations.Single(static operation => operation.Name == "post /verify/start").Value.GetProperty("requestBody").GetProperty("content").EnumerateObject().Select(static type => type.Name));
    }
}
