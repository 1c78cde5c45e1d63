using System.Net;
using NumberVerify.Tool.Operators;

namespace NumberVerify.Tool.Doctor;

/// <summary>
/// What the authorization endpoint answers to this machine, which is no phone: with <c>prompt=none</c> it may ask nobody, so that it sends an error to the callback, if it knows client and
/// callback at all (OIDC Core 3.1.2.6). The callback is not called, and no number is sent.
/// </summary>
/// <param name="Answer">What it did.</param>
/// <param name="Error">The error it sent, where it did.</param>
/// <param name="Status">The HTTP status, where there was one.</param>
internal sealed record AuthorizationProbe(ProbeAnswer Answer, string? Error, int? Status)
{
    /// <summary>Nobody was asked.</summary>
    public static AuthorizationProbe None { get; } = new(ProbeAnswer.NotAsked, null, null);

    public static async Task<AuthorizationProbe> RunAsync(OperatorServices services, Uri authUrl, CancellationToken cancellationToken)
    {
        var options = services.Options;
        if (options.Profile.Prompt != "none")
        {
            return None;
        }

        try
        {
            using var http = services.CreateHttpClient();
            using var response = await http.GetAsync(authUrl, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            var status = (int)response.StatusCode;
            if (response.StatusCode is not (HttpStatusCode.Found or HttpStatusCode.SeeOther) || response.Headers.Location?.OriginalString is not { } location)
            {
                return new AuthorizationProbe(status >= 500 ? ProbeAnswer.Unreachable : ProbeAnswer.Page, null, status);
            }

            return options.RedirectUri is { } redirectUri && !IsBelow(location, redirectUri.OriginalString)
                ? new AuthorizationProbe(ProbeAnswer.SentElsewhere, null, status)
                : new AuthorizationProbe(ProbeAnswer.SentToCallback, ErrorIn(location), status);
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new AuthorizationProbe(ProbeAnswer.Unreachable, null, null);
        }
    }

    private static bool IsBelow(string location, string redirectUri) =>
        location.StartsWith(redirectUri, StringComparison.Ordinal) && (location.Length == redirectUri.Length || location[redirectUri.Length] is '?' or '&');

    private static string? ErrorIn(string location)
    {
        try
        {
            return OperatorFailure.Code(AuthorizationResponse.Parse(location).Error);
        }
        catch (InvalidCallbackException)
        {
            return null;
        }
    }
}
