using Microsoft.AspNetCore.Http;

namespace NumberVerify.AspNetCore;

/// <summary>A verification that is over: the application answers.</summary>
internal sealed class Ended(PhoneVerificationResult result) : IResult
{
    public PhoneVerificationResult Result => result;

    public Task ExecuteAsync(HttpContext httpContext) => throw new InvalidOperationException("The result is the application's to answer.");
}
