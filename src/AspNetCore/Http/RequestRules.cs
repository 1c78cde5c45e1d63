using Microsoft.AspNetCore.Http;

namespace NumberVerify.AspNetCore;

/// <summary>What a browser tells about the origin of a request, and what follows.</summary>
internal static class RequestRules
{
    private const string FetchSite = "Sec-Fetch-Site";

    /// <summary>Whether a browser fetches ahead of a user who may never come. Nothing is consumed or set for it.</summary>
    public static bool IsPrefetch(HttpRequest request) => Says(request, "Sec-Purpose") || Says(request, "Purpose") || Says(request, "X-Purpose") || Says(request, "X-Moz");

    /// <summary>Whether another site made this browser send it. Browsers say so; what says nothing is no browser, and has no user's cookies to abuse.</summary>
    /// <param name="request">A request that changes something.</param>
    /// <param name="ownOrigins">From the configuration, never from the request.</param>
    public static bool IsCrossSite(HttpRequest request, IReadOnlySet<string> ownOrigins)
    {
        var origin = request.Headers.Origin;
        if (origin.Count == 1 && ownOrigins.Contains(origin.ToString()))
        {
            return false;
        }

        var site = request.Headers[FetchSite];
        return site.Count > 0
            ? site.ToString() is not ("same-origin" or "none")
            : origin.Count > 0;
    }

    /// <summary>Whether a person waits for the answer.</summary>
    public static bool WantsPage(HttpRequest request)
    {
        foreach (var accept in request.Headers.Accept)
        {
            if (accept?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Says(HttpRequest request, string header) => request.Headers[header].ToString().Contains("prefetch", StringComparison.OrdinalIgnoreCase);
}
