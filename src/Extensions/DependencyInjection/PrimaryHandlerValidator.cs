using Microsoft.Extensions.Options;

namespace NumberVerify;

/// <summary>Refuses, with the options' other faults, a handler of the user's that follows redirects.</summary>
internal sealed class PrimaryHandlerValidator(IHttpMessageHandlerFactory handlers) : IValidateOptions<NumberVerifyClientOptions>
{
    // No handler is made for a name that nothing configures: its options are refused all the same.
    public ValidateOptionsResult Validate(string? name, NumberVerifyClientOptions options) =>
        options.ClientId is { Length: > 0 } && HandlerRules.FollowsRedirects(handlers.CreateHandler(HttpClientNames.Of(name))) ? ValidateOptionsResult.Fail(HandlerRules.Fault) : ValidateOptionsResult.Success;
}
