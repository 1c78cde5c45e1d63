using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace NumberVerify.AspNetCore;

/// <summary>A problem as its caller can use it: a page for people, <c>application/problem+json</c> for programs.</summary>
internal sealed class Refusal(Problem problem, string startPath) : IResult
{
    private const int RetryAfterSeconds = 60;

    public Problem Problem => problem;

    public Task ExecuteAsync(HttpContext http)
    {
        if (problem.IsTransient)
        {
            http.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        }

        return RequestRules.WantsPage(http.Request)
            ? Page.WriteAsync(http, problem.Status, problem.Title, ErrorPage.Body(problem, http.Request.PathBase + startPath))
            : JsonAnswer.WriteAsync(
                http,
                problem.Status,
                new ProblemDetails { Type = problem.Type, Status = problem.Status, Title = problem.Title, Detail = problem.Advice },
                EndpointJson.Default.ProblemDetails,
                "application/problem+json");
    }
}
