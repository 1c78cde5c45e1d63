using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Names = NumberVerify.Simulator.Wire.NumberVerification;

namespace NumberVerify.Simulator;

/// <summary>The Number Verification API, every release at its own base path.</summary>
internal sealed class NumberVerificationApi(ApiAuthorization authorization)
{
    private delegate Task Operation(HttpContext context, NumberVerificationRelease release, string subscriberNumber);

    internal IEnumerable<Route> Routes =>
        from release in NumberVerificationRelease.All
        from basePath in release.BasePaths
        from route in new[]
        {
            new Route(HttpMethods.Post, basePath + Names.Verify, context => HandleAsync(context, release, release.VerifyScope, VerifyAsync)),
            new Route(HttpMethods.Get, basePath + Names.DevicePhoneNumber, context => HandleAsync(context, release, release.ShareScope, ShareAsync)),
        }
        select route;

    private Task HandleAsync(HttpContext context, NumberVerificationRelease release, string scope, Operation operation)
    {
        // Taken before anything is looked at: the token has had its single call, whatever the answer will be.
        var token = authorization.Take(context.Request);
        return ApiCall.AnswerAsync(context, () =>
        {
            ApiCall.EchoCorrelator(context, release.CorrelatorPattern);
            var number = authorization.Authorize(token, scope).PhoneNumber ?? throw new ApiException(ErrorInfo.NotByMobileNetwork);
            return operation(context, release, number);
        });
    }

    private static async Task VerifyAsync(HttpContext context, NumberVerificationRelease release, string subscriberNumber)
    {
        var body = await ApiCall.ReadJsonAsync(context).ConfigureAwait(false);
        if (!VerifyRequest.TryParse(body, release, out var request))
        {
            throw new ApiException(ErrorInfo.InvalidArgument);
        }

        var answer = new MatchResponse(request.Matches(subscriberNumber, release));
        await JsonReply.WriteAsync(context, StatusCodes.Status200OK, answer, ApiJson.Wire.MatchResponse).ConfigureAwait(false);
    }

    private static Task ShareAsync(HttpContext context, NumberVerificationRelease release, string subscriberNumber)
    {
        // Commonalities: a GET must not have a body.
        if (context.Features.GetRequiredFeature<IHttpRequestBodyDetectionFeature>().CanHaveBody)
        {
            throw new ApiException(ErrorInfo.InvalidArgument);
        }

        var answer = new ShareResponse { DevicePhoneNumber = subscriberNumber };
        return JsonReply.WriteAsync(context, StatusCodes.Status200OK, answer, ApiJson.Wire.ShareResponse);
    }
}
