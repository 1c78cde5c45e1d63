using Microsoft.AspNetCore.Http;

namespace NumberVerify.AspNetCore;

/// <summary>Sends the browser on by GET (RFC 9110 15.4.4), whatever it came by: never 307, which would repeat a body (RFC 9700 4.12).</summary>
internal sealed class SeeOther(string location) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = location;
        return Task.CompletedTask;
    }
}
