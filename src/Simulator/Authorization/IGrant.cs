using Microsoft.AspNetCore.Http;

namespace NumberVerify.Simulator;

/// <summary>One grant type of the token endpoint (RFC 6749 section 1.3): it decides what a request is allowed, and the endpoint issues the tokens.</summary>
internal interface IGrant
{
    /// <summary>The value of <c>grant_type</c>.</summary>
    string Type { get; }

    /// <summary>Authenticates the client and uses up what it brought. How a client authenticates is part of the grant: an assertion speaks for itself.</summary>
    /// <exception cref="OAuthException">The request is refused.</exception>
    ValueTask<Grant> AuthorizeAsync(HttpRequest request, Parameters parameters);
}
