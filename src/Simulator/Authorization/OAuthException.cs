using Microsoft.AspNetCore.Http;

namespace NumberVerify.Simulator;

/// <summary>A refusal of the authorization server. Both texts are fixed: nothing of the request is ever repeated in them.</summary>
internal sealed class OAuthException(string error, string description, int? statusCode = null) : Exception(description)
{
    internal string Error { get; } = error;

    internal string Description { get; } = description;

    /// <summary>RFC 6749 section 5.2, where an endpoint does not say otherwise.</summary>
    internal int StatusCode { get; } = statusCode ?? (error == Wire.OAuthErrors.InvalidClient ? StatusCodes.Status401Unauthorized : StatusCodes.Status400BadRequest);
}
