using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Names = NumberVerify.Simulator.Wire.NumberVerification;

namespace NumberVerify.Simulator;

/// <summary>The Number Verification API, every release at its own base path.</summary>
internal sealed class NumberVerificationApi(OperatorDialect dialect, TokenPresentation tokens, TimeProvider time)
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

    private async Task HandleAsync(HttpContext context, NumberVerificationRelease release, string scope, Operation operation)
    {
        try
        {
            // Before anything is looked at: the token has had its single call, whatever the answer will be.
            var token = await tokens.TakeAsync(context.Request).ConfigureAwait(false);
            EchoCorrelator(context, release);
            await operation(context, release, Authorize(token, scope)).ConfigureAwait(false);
        }
        catch (ApiException refusal)
        {
            if (refusal.Error.Status == StatusCodes.Status401Unauthorized)
            {
                context.Response.Headers.WWWAuthenticate = TokenPresentation.Challenge(context.Request, refusal.DPoPError);
            }

            await refusal.Error.WriteAsync(context).ConfigureAwait(false);
        }
    }

    private async Task VerifyAsync(HttpContext context, NumberVerificationRelease release, Grant grant)
    {
        var body = await RequestBody.ReadAsync(context.Request).ConfigureAwait(false);
        if (body is { Length: > 0 } && !RequestBody.IsOfType(context.Request, Wire.MediaTypes.Json))
        {
            throw new ApiException(ErrorInfo.UnsupportedMediaType);
        }

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

    private static void EchoCorrelator(HttpContext context, NumberVerificationRelease release)
    {
        var correlator = context.Request.Headers[Wire.Headers.Correlator];
        if (correlator.Count > 1 || !release.CorrelatorPattern.IsMatch(correlator.ToString()))
        {
            throw new ApiException(ErrorInfo.InvalidArgument);
        }

        context.Response.Headers[Wire.Headers.Correlator] = correlator; // setting it to nothing leaves it out
    }

    private Grant Authorize(AccessToken? token, string scope)
    {
        if (token is null || token.Grant.IsRevoked || token.ExpiresAt <= time.GetUtcNow())
        {
            throw new ApiException(ErrorInfo.Unauthenticated);
        }

        if (!token.Grant.Scopes.Includes(scope))
        {
            throw new ApiException(ErrorInfo.PermissionDenied);
        }

        return token.Grant;
    }

    /// <returns>The number of the subscriber the token stands for.</returns>
    private static string Number(Grant grant, NumberVerificationRelease release) =>
        grant.PhoneNumber ?? throw new ApiException(ErrorInfo.NotByMobileNetwork with { Code = release.NotAuthenticatedCode });
}
