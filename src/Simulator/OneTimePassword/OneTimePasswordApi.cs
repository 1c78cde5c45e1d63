using Microsoft.AspNetCore.Http;
using Names = NumberVerify.Simulator.Wire.OneTimePassword;

namespace NumberVerify.Simulator;

/// <summary>The one-time password API over text messages. Unlike a token for Number Verification, its token may be used again while it lives.</summary>
internal sealed class OneTimePasswordApi(OperatorDialect dialect, TokenPresentation tokens, OneTimePasswords passwords)
{
    private delegate Task Operation(HttpContext context, OneTimePasswordRelease release, string clientId, byte[]? body);

    internal IEnumerable<Route> Routes =>
        from release in dialect.OneTimePasswordReleases
        from route in new[]
        {
            new Route(HttpMethods.Post, release.BasePath + Names.SendCode, context => HandleAsync(context, release, SendAsync)),
            new Route(HttpMethods.Post, release.BasePath + Names.ValidateCode, context => HandleAsync(context, release, ValidateAsync)),
        }
        select route;

    private Task HandleAsync(HttpContext context, OneTimePasswordRelease release, Operation operation) => ApiCall.AnswerAsync(context, async () =>
    {
        ApiCall.EchoCorrelator(context, release.CorrelatorPattern);
        var grant = tokens.Authorize(await tokens.FindAsync(context.Request).ConfigureAwait(false), Names.Scope);
        await operation(context, release, grant.ClientId, await ApiCall.ReadJsonAsync(context).ConfigureAwait(false)).ConfigureAwait(false);
    });

    private Task SendAsync(HttpContext context, OneTimePasswordRelease release, string clientId, byte[]? body)
    {
        if (!StringMembers.TryParse(body, Names.PhoneNumber, Names.Message, out var phoneNumber, out var message)
            || !release.PhoneNumberPattern.IsMatch(phoneNumber)
            || !message.Contains(Names.CodePlaceholder, StringComparison.Ordinal)
            || message.EnumerateRunes().Count() > Names.MaxMessageLength)
        {
            throw new ApiException(ErrorInfo.InvalidArgument);
        }

        var id = passwords.Send(clientId, phoneNumber[0] == '+' ? phoneNumber : $"+{phoneNumber}", message);
        return JsonReply.WriteAsync(context, StatusCodes.Status200OK, new SendCodeResponse(id), ApiJson.Wire.SendCodeResponse);
    }

    private Task ValidateAsync(HttpContext context, OneTimePasswordRelease release, string clientId, byte[]? body)
    {
        if (!StringMembers.TryParse(body, Names.AuthenticationId, Names.Code, out var authenticationId, out var code)
            || authenticationId.Length is 0 or > Names.MaxAuthenticationIdLength
            || code.Length is 0 or > Names.MaxCodeLength)
        {
            throw new ApiException(ErrorInfo.InvalidArgument);
        }

        passwords.Validate(clientId, authenticationId, code);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        context.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
