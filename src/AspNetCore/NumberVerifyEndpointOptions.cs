using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace NumberVerify.AspNetCore;

/// <summary>The endpoints of <c>MapNumberVerify</c>. Validated when the host starts, every fault at once; later changes have no effect.</summary>
public sealed class NumberVerifyEndpointOptions
{
    /// <summary>
    /// The path of the callback as this application sees it, where something in front of it changes paths. Default: null, the path of each registered redirect URI, which needs not lie
    /// below the other endpoints.
    /// </summary>
    public string? CallbackPath { get; set; }

    /// <summary>
    /// Whether an operator may send the callback as a form (<c>response_mode=form_post</c>). The form is put aside in a cookie for a minute and asked for again by GET, so that every other
    /// cookie stays <c>SameSite=Lax</c>. Default: false.
    /// </summary>
    public bool AcceptsFormPost { get; set; }

    /// <summary>
    /// Origins besides those of the redirect URIs whose pages may send requests that change something, such as <c>https://app.example</c>; what the browser may read of the answers is for the
    /// application's CORS policy. Default: none.
    /// </summary>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>How many verifications one browser may have under way, in as many tabs; a further one takes the place of the oldest. 1 to 8. Default: 4.</summary>
    public int TransactionsPerBrowser { get; set; } = 4;

    /// <summary>How many transactions this process remembers where no store is registered; once it is full, starts are answered with 503. Default: 100,000.</summary>
    public int PendingLimit { get; set; } = 100_000;

    /// <summary>
    /// Who is signed in: a verification goes on for the user who started it, and for nobody else. Default: the claim <see cref="ClaimTypes.NameIdentifier"/>, or <c>sub</c>. Null is nobody,
    /// who may verify too, at a sign-up say.
    /// </summary>
    public Func<HttpContext, string?> Subject { get; set; } = static http =>
        http.User.Identity?.IsAuthenticated == true ? http.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? http.User.FindFirstValue("sub") : null;

    /// <summary>How many requests a minute one signed-in user may make. Default: 60.</summary>
    public int RequestsPerUser { get; set; } = 60;

    /// <summary>
    /// How many requests a minute all who are not signed in may make from one address (IPv6: one /64). An operator's devices share few addresses, so be generous. Default: 600.
    /// </summary>
    public int RequestsPerAddress { get; set; } = 600;

    /// <summary>
    /// A policy of the application's own rate limiter in place of the two numbers above; then <c>UseRateLimiter</c> must be in the pipeline. Default: null, and the endpoints limit by
    /// themselves, whatever the pipeline holds.
    /// </summary>
    public string? RateLimitingPolicy { get; set; }
}
