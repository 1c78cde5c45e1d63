using System.Globalization;
using Microsoft.AspNetCore.Authorization;

namespace NumberVerify.AspNetCore;

/// <summary>Holds the user's claims against a <see cref="VerifiedNumberRequirement"/>. What is missing, doubled, malformed or from the future proves nothing.</summary>
internal sealed class VerifiedNumberHandler(TimeProvider timeProvider) : AuthorizationHandler<VerifiedNumberRequirement>
{
    /// <summary>How far the clocks of two nodes may lie apart.</summary>
    private static readonly TimeSpan s_skew = TimeSpan.FromMinutes(1);

    /// <summary>A later time than any clock shows, in seconds.</summary>
    private static readonly long s_end = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, VerifiedNumberRequirement requirement)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(requirement);

        // Both from one identity that is signed in: another's number is none of this one's.
        foreach (var identity in context.User.Identities)
        {
            if (identity.IsAuthenticated
                && identity.FindAll(VerifiedNumberClaims.PhoneNumber).Count() == 1
                && identity.FindAll(VerifiedNumberClaims.VerifiedAt).ToList() is [var claim]
                && long.TryParse(claim.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                && seconds <= s_end
                && timeProvider.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds) is var age
                && age >= -s_skew
                && age <= requirement.MaxAge)
            {
                context.Succeed(requirement);
            }
        }

        return Task.CompletedTask;
    }
}
