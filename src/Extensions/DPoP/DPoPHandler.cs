using System.Net;
using System.Net.Http.Headers;

namespace NumberVerify;

/// <summary>Puts a fresh proof beside each request of one session, and hands it to the client's own HTTP client. A proof covers the body, so it is made when the body is.</summary>
/// <param name="inner">The client's, with whatever the application has put into it.</param>
/// <param name="binding">Whose key.</param>
/// <param name="accessToken">The token that is bound to the key; null at the token endpoint.</param>
internal sealed class DPoPHandler(HttpClient inner, DPoPBinding binding, string? accessToken) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (response, hasNonce) = await SendOnceAsync(request, cancellationToken).ConfigureAwait(false);
        if (accessToken is null || !hasNonce || !AsksForNonce(response))
        {
            // At the token endpoint the assertion beside the proof is good for one request: whoever wrote it writes both anew.
            return response;
        }

        // RFC 9449 9: the server turned the request away before it looked at the token, and gave what was missing. Asked a second time, it is its answer.
        response.Dispose();
        return (await SendOnceAsync(request, cancellationToken).ConfigureAwait(false)).Response;
    }

    private async Task<(HttpResponseMessage Response, bool HasNonce)> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // An HTTP client sends one message once; this one was sent to get here.
        var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Content = request.Content, Version = request.Version, VersionPolicy = request.VersionPolicy };
        foreach (var (name, values) in request.Headers.NonValidated)
        {
            copy.Headers.TryAddWithoutValidation(name, values);
        }

        if (accessToken is not null)
        {
            copy.Headers.Authorization = new AuthenticationHeaderValue(DPoPNames.Scheme, accessToken);
        }

        copy.Headers.TryAddWithoutValidation(DPoPNames.ProofHeader, await ProveAsync(copy, cancellationToken).ConfigureAwait(false));
        var response = await inner.SendAsync(copy, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        return (response, binding.Take(request.RequestUri!, response));
    }

    private async ValueTask<string> ProveAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await binding.ProveAsync(request, accessToken, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new ApiException(ApiFailure.NotSent, $"The proof of the client's key could not be signed ({exception.GetType().Name}). Nothing was sent.");
        }
    }

    private static bool AsksForNonce(HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.Unauthorized
        && response.Headers.WwwAuthenticate.Any(static challenge =>
            DPoPNames.Scheme.Equals(challenge.Scheme, StringComparison.OrdinalIgnoreCase) && challenge.Parameter?.Contains($"error=\"{DPoPNames.UseNonce}\"", StringComparison.Ordinal) == true);
}
