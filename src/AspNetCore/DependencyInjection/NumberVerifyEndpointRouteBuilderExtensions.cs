using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NumberVerify;
using NumberVerify.AspNetCore;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the endpoints of a verification.</summary>
public static class NumberVerifyEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps, below <paramref name="pattern"/>, <c>start</c>, <c>code</c>, <c>resend</c>, <c>skip</c> and <c>parameters</c>, and the callback at the path of each registered redirect URI, which may
    /// lie anywhere. Needs <c>AddNumberVerifyEndpoints</c>.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">A path without parameters, such as <c>/verify</c>.</param>
    /// <param name="onResult">
    /// Answers for the application once a verification is over, however it ended: only <see cref="PhoneVerificationStatus.Verified"/> lets anybody in. Best with a redirect to a clean URL.
    /// </param>
    /// <returns>All of them, the callback too, for <c>RequireAuthorization</c>, CORS and the like.</returns>
    /// <exception cref="ArgumentException">The pattern is no such path.</exception>
    /// <exception cref="InvalidOperationException">The services are missing, or the endpoints are mapped already.</exception>
    /// <exception cref="OptionsValidationException">A client's options have faults.</exception>
    public static IEndpointConventionBuilder MapNumberVerify(
        this IEndpointRouteBuilder endpoints, string pattern, Func<HttpContext, PhoneVerificationResult, CancellationToken, ValueTask<IResult>> onResult)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(onResult);
        if (!NumberVerifyEndpointOptionsValidator.IsPath(pattern))
        {
            throw new ArgumentException("The pattern must be a path that begins with one slash and ends with none, without parameters.", nameof(pattern));
        }

        var clients = endpoints.ServiceProvider.GetService<RegisteredClients>() ?? throw new InvalidOperationException("The services are missing: call AddNumberVerifyEndpoints on the application's services.");
        if (clients.IsMapped)
        {
            throw new InvalidOperationException("The endpoints are mapped already: a callback can end in one place only.");
        }

        clients.IsMapped = true;
        var options = endpoints.ServiceProvider.GetRequiredService<IOptions<NumberVerifyEndpointOptions>>().Value;
        var handlers = new VerificationEndpoints(pattern, onResult);
        var all = endpoints.MapGroup("");
        Map(HttpMethods.Get, $"{pattern}/start", handlers.ShowStartAsync, EndpointDescription.ShowStart);
        Map(HttpMethods.Post, $"{pattern}/start", handlers.StartAsync, EndpointDescription.Start);
        Map(HttpMethods.Get, $"{pattern}/code", handlers.ShowCodeAsync, EndpointDescription.ShowCode);
        Map(HttpMethods.Post, $"{pattern}/code", handlers.SubmitCodeAsync, EndpointDescription.SubmitCode);
        Map(HttpMethods.Post, $"{pattern}/resend", handlers.ResendAsync, EndpointDescription.Resend);
        Map(HttpMethods.Post, $"{pattern}/skip", handlers.SkipAsync, EndpointDescription.Skip);
        Map(HttpMethods.Get, $"{pattern}/parameters", handlers.GetParametersAsync, EndpointDescription.Parameters);
        for (var i = 0; i < clients.CallbackPaths.Count; i++)
        {
            var callback = clients.CallbackPaths[i];
            Map(HttpMethods.Get, callback, http => handlers.ContinueAsync(http, callback), EndpointDescription.Callback(i));
            if (options.AcceptsFormPost)
            {
                Map(HttpMethods.Post, callback, handlers.ContinueByFormAsync, EndpointDescription.FormCallback(i));
            }
        }

        return options.RateLimitingPolicy is { } policy ? all.RequireRateLimiting(policy) : all;

        void Map(string method, string path, RequestDelegate handler, EndpointDescription description) => description.AddTo(all.MapMethods(path, [method], handler), handler);
    }
}
