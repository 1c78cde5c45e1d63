using System.Diagnostics;

namespace NumberVerify.AspNetCore;

/// <summary>The public halves of a pending redirect, for a frontend that builds the URL itself: nothing in it is a secret.</summary>
[DebuggerDisplay("{ToString(),nq}")]
internal sealed record PublicParameters(string ClientId, Uri AuthorizationEndpoint, Uri? RedirectUri, AuthorizationParameters Parameters)
{
    /// <summary>The type's name alone.</summary>
    public override string ToString() => nameof(PublicParameters);
}
