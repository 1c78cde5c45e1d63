using Microsoft.AspNetCore.Authorization;
using NumberVerify.AspNetCore;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Step-up: what only a user with a recently verified number may do.</summary>
public static class NumberVerifyAuthorizationExtensions
{
    /// <summary>Lets only those through who are signed in with the claims of <see cref="VerifiedNumberClaims"/>, no older than this. Needs <c>AddNumberVerifyEndpoints</c>.</summary>
    /// <param name="builder">A policy.</param>
    /// <param name="maxAge">How long a verification counts.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not above zero.</exception>
    public static AuthorizationPolicyBuilder RequireVerifiedNumber(this AuthorizationPolicyBuilder builder, TimeSpan maxAge)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(maxAge, TimeSpan.Zero);
        return builder.RequireAuthenticatedUser().AddRequirements(new VerifiedNumberRequirement(maxAge));
    }

    /// <summary>As <see cref="RequireVerifiedNumber(AuthorizationPolicyBuilder, TimeSpan)"/>, on endpoints.</summary>
    public static TBuilder RequireVerifiedNumber<TBuilder>(this TBuilder builder, TimeSpan maxAge)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(maxAge, TimeSpan.Zero);
        return builder.RequireAuthorization(policy => policy.RequireVerifiedNumber(maxAge));
    }
}
