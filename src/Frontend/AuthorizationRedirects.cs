using System.Net;
using System.Runtime.Versioning;

namespace NumberVerify;

/// <summary>Goes the way of an authorization request from redirect to redirect, as far as the one to the redirect URI, which is not requested.</summary>
[UnsupportedOSPlatform("browser")]
internal static class AuthorizationRedirects
{
    private const int MaxRequests = 10;
    private const int MaxLocationLength = 8192;

    /// <param name="sender">Over mobile data; follows nothing by itself.</param>
    /// <param name="authorizationUrl">Checked already.</param>
    /// <param name="redirectUri">Checked already.</param>
    /// <param name="cancellationToken">Cancels the request under way.</param>
    /// <exception cref="HttpRequestException">It led elsewhere.</exception>
    public static async Task<Uri> FollowAsync(HttpMessageInvoker sender, Uri authorizationUrl, Uri redirectUri, CancellationToken cancellationToken)
    {
        var url = authorizationUrl;
        for (var requests = 1; ; requests++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            using var response = await sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (request.RequestUri != url)
            {
                throw Fault("The handler follows redirects by itself.", response);
            }

            var next = Location(response, url);
            if (IsAt(next, redirectUri))
            {
                return next.Fragment.Length == 0 ? next : throw Fault("The redirect to the redirect URI has a fragment: this is the answer to another kind of request.", response);
            }

            // The way may begin on loopback, at a simulator; from https it never leads back to http.
            if (UriRules.RedirectFault(next, allowLoopbackHttp: url.Scheme == Uri.UriSchemeHttp) is { } fault)
            {
                throw Fault($"A redirect {fault}", response);
            }

            url = requests < MaxRequests ? next : throw Fault("The operator redirects too often.", response);
        }
    }

    /// <summary>Why a handler may not be used; null where nothing speaks against it. One of another type is found out at its first redirect.</summary>
    public static string? HandlerFault(HttpMessageHandler? handler)
    {
        while (handler is DelegatingHandler outer)
        {
            handler = outer.InnerHandler;
        }

        return handler is HttpClientHandler { AllowAutoRedirect: true } or SocketsHttpHandler { AllowAutoRedirect: true }
            ? "The handler follows redirects by itself, and would request the redirect URI: switch AllowAutoRedirect off."
            : null;
    }

    private static Uri Location(HttpResponseMessage response, Uri url)
    {
        if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect))
        {
            throw Fault("The operator showed a page instead of redirecting.", response);
        }

        return response.Headers.NonValidated.TryGetValues("Location", out var values)
            && values.Count == 1
            && values.ToString() is { Length: > 0 and <= MaxLocationLength } location
            && !location.AsSpan().ContainsAnyExceptInRange('!', '~')
            && Uri.TryCreate(url, location, out var next)
            ? next
            : throw Fault("The operator's redirect leads nowhere.", response);
    }

    /// <summary>The redirect URI, its own query if it has one, and more parameters behind it.</summary>
    private static bool IsAt(Uri uri, Uri redirectUri)
    {
        if (uri.GetLeftPart(UriPartial.Path) != redirectUri.GetLeftPart(UriPartial.Path))
        {
            return false;
        }

        var own = redirectUri.Query;
        return own.Length <= 1 || uri.Query == own || uri.Query.StartsWith(own + "&", StringComparison.Ordinal);
    }

    /// <summary>Nothing of any URL is in it.</summary>
    private static HttpRequestException Fault(string message, HttpResponseMessage response) => new(HttpRequestError.InvalidResponse, message, inner: null, response.StatusCode);
}
