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
    /// <exception cref="InvalidOperationException">The services are missing, or a callback would be mapped twice.</exception>
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
        var options = endpoints.ServiceProvider.GetRequiredService<IOptions<NumberVerifyEndpointOptions>>().Value;
        var handlers = new VerificationEndpoints(pattern, onResult);
        var all = endpoints.MapGroup("");
        all.MapGet($"{pattern}/start", (RequestDelegate)handlers.ShowStartAsync);
        all.MapPost($"{pattern}/start", (RequestDelegate)handlers.StartAsync);
        all.MapGet($"{pattern}/code", (RequestDelegate)handlers.ShowCodeAsync);
        all.MapPost($"{pattern}/code", (RequestDelegate)handlers.SubmitCodeAsync);
        all.MapPost($"{pattern}/resend", (RequestDelegate)handlers.ResendAsync);
        all.MapPost($"{pattern}/skip", (RequestDelegate)handlers.SkipAsync);
        all.MapGet($"{pattern}/parameters", (RequestDelegate)handlers.GetParametersAsync);
        foreach (var callback in clients.CallbackPaths)
        {
            all.MapGet(callback, (RequestDelegate)handlers.ContinueAsync);
            if (options.AcceptsFormPost)
            {
                all.MapPost(callback, (RequestDelegate)handlers.ContinueByFormAsync);
            }
        }

        return all;
    }
}
