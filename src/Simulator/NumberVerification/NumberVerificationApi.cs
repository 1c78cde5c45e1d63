using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Names = NumberVerify.Simulator.Wire.NumberVerification;

namespace NumberVerify.Simulator;

/// <summary>The Number Verification API, every release at its own base path.</summary>
internal sealed class NumberVerificationApi(OperatorDialect dialect, TokenPresentation tokens)
{
    private delegate Task Operation(HttpContext context, NumberVerificationRelease release, Grant grant);

    internal IEnumerable<Route> Routes =>
        from release in dialect.Releases
        from basePath in release.BasePaths
        from route in new[]
        {
            new Route(HttpMethods.Post, basePath + Names.Verify, context => HandleAsync(context, release, release.VerifyScope, VerifyAsync)),
            new Route(HttpMethods.Get, basePath + Names.DevicePhoneNumber, context => HandleAsync(context, release, release.ShareScope, ShareAsync)),
        }
        select route;

    private Task HandleAsync(HttpContext context, NumberVerificationRelease release, string scope, Operation operation) => ApiCall.AnswerAsync(context, async () =>
    {
        // Before anything is looked at: the token has had its single call, whatever the answer will be.
        var token = await tokens.TakeAsync(context.Request).ConfigureAwait(false);
        ApiCall.EchoCorrelator(context, release.CorrelatorPattern);
        await operation(context, release, tokens.Authorize(token, scope)).ConfigureAwait(false);
    });

    private async Task VerifyAsync(HttpContext context, NumberVerificationRelease release, Grant grant)
    {
        var body = await ApiCall.ReadJsonAsync(context).ConfigureAwait(false);
        if (!VerifyRequest.TryParse(body, release, out var request))
        {
            throw new ApiException(ErrorInfo.InvalidArgument);
        }

        var verified = grant.IsMock ? request.Matches(dialect.Mock!)
            : (dialect.DevelopmentNumber is { } always && request.Matches(always, release)) || request.Matches(Number(grant, release), release);
        var answer = new MatchResponse(verified);
        await JsonReply.WriteAsync(context, StatusCodes.Status200OK, answer, ApiJson.Wire.MatchResponse).ConfigureAwait(false);
    }

    private static Task ShareAsync(HttpContext context, NumberVerificationRelease release, Grant grant)
    {
        // Commonalities: a GET must not have a body.
        if (context.Features.GetRequiredFeature<IHttpRequestBodyDetectionFeature>().CanHaveBody)
        {
            throw new ApiException(ErrorInfo.InvalidArgument);
        }

        var answer = new ShareResponse { DevicePhoneNumber = Number(grant, release) };
        return JsonReply.WriteAsync(context, StatusCodes.Status200OK, answer, ApiJson.Wire.ShareResponse);
    }

    /// <returns>The number of the subscriber the token stands for.</returns>
    private static string Number(Grant grant, NumberVerificationRelease release) =>
        grant.PhoneNumber ?? throw new ApiException(ErrorInfo.NotByMobileNetwork with { Code = release.NotAuthenticatedCode });
}
