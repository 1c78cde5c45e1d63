using Microsoft.AspNetCore.Authorization;

namespace NumberVerify.AspNetCore;

/// <summary>A number that was verified no longer ago than this.</summary>
internal sealed class VerifiedNumberRequirement(TimeSpan maxAge) : IAuthorizationRequirement
{
    public TimeSpan MaxAge => maxAge;

    public override string ToString() => $"A phone number verified within {MaxAge}.";
}
