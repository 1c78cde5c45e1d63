using Microsoft.Extensions.Options;

namespace NumberVerify;

/// <summary>Refuses, with the options' other faults, a handler of the user's that follows redirects.</summary>
internal sealed class PrimaryHandlerValidator(IHttpMessageHandlerFactory handlers) : IValidateOptions<NumberVerifyClientOptions>
{
    public ValidateOptionsResult Validate(string? name, NumberVerifyClientOptions options) =>
        HandlerRules.FollowsRedirects(handlers.CreateHandler(HttpClientNames.Of(name))) ? ValidateOptionsResult.Fail(HandlerRules.Fault) : ValidateOptionsResult.Success;
}
