using System.Net;

namespace NumberVerify;

/// <summary>One exchange whose token is to be bound to a key (RFC 9449), and the session that comes of it. Thread-safe but for <see cref="Answers"/>.</summary>
internal sealed class DPoPBinding
{
    /// <summary>Curves that are made in no time; the first is what everybody takes.</summary>
    private static readonly string[] s_algorithms = ["ES256", "ES384", "ES512"];

    private readonly OperatorContext _context;
    private readonly DPoPOffer _offer;
    private readonly DPoPKey _key;
    private bool _hasAnswered;
    private bool _tookNonce;

    private DPoPBinding(OperatorContext context, DPoPOffer offer, ISigner signer)
    {
        _context = context;
        _offer = offer;
        _key = new DPoPKey(signer);
    }

    /// <summary>A binding to the application's key or to a new one, of which nothing is left when the session is gone; null where tokens are bearer tokens.</summary>
    /// <exception cref="UnexpectedResponseException">It is required, and the operator's metadata has no use for it. Nothing was sent.</exception>
    public static DPoPBinding? Start(OperatorContext context, OperatorEndpoints endpoints)
    {
        var profile = context.Options.Profile;
        if (profile.DPoP == DPoPUse.Off)
        {
            return null;
        }

        // Without metadata nothing speaks against what everybody takes.
        var offer = endpoints.DPoP ?? new DPoPOffer(s_algorithms, profile.DPoPCoversContent, profile.DPoPCoversContent);
        var signer = context.Options.DPoPSigner is { } own
            ? endpoints.DPoP is null || offer.Algorithms.Contains(own.Algorithm) ? own : null
            : s_algorithms.FirstOrDefault(offer.Algorithms.Contains) is { } algorithm ? Signer.Create(algorithm) : null;
        if (signer is not null)
        {
            return new DPoPBinding(context, offer, signer);
        }

        return profile.DPoP == DPoPUse.BearerAccepted
            ? null
            : throw new UnexpectedResponseException("The operator's metadata offers no DPoP with an algorithm of this client's, which the profile requires. Nothing was sent.");
    }

    /// <summary>Token requests that carry a proof.</summary>
    public OpenIdConnectClient CreateTokenClient(OperatorEndpoints endpoints) => new(CreateHttpClient(accessToken: null)) { RequestTokenUri = endpoints.TokenEndpoint };

    /// <summary>Over the client's own HTTP client, for one session.</summary>
    /// <param name="accessToken">Bound to this key; null at the token endpoint.</param>
    public HttpClient CreateHttpClient(string? accessToken)
    {
        var inner = _context.GetHttpClient();
        return new HttpClient(new DPoPHandler(inner, this, accessToken), disposeHandler: false) { Timeout = inner.Timeout };
    }

    public ValueTask<string> ProveAsync(HttpRequestMessage request, string? accessToken, CancellationToken cancellationToken) =>
        _key.ProveAsync(request, _context.Nonces.Find(request.RequestUri!), accessToken, _offer, _context.TimeProvider.GetUtcNow(), cancellationToken);

    /// <summary>Keeps the nonce of an answer for the next proof of any session.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Take(Uri uri, HttpResponseMessage response) => _tookNonce = _context.Nonces.Take(uri, response);

    /// <summary>
    /// Whether a refusal of the token endpoint asked for a nonce and gave it (RFC 9449 8), so that the request may be made once more: it was turned away before the grant was
    /// looked at. Once until <see cref="Begin"/>.
    /// </summary>
    public bool Answers(ApiException failure)
    {
        if (_hasAnswered || !_tookNonce || failure is not { Failure: ApiFailure.Refused, StatusCode: HttpStatusCode.BadRequest, Code: DPoPNames.UseNonce })
        {
            return false;
        }

        return _hasAnswered = true;
    }

    /// <summary>Another poll of the same grant.</summary>
    public void Begin() => _hasAnswered = false;
}
