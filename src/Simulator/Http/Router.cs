using Microsoft.AspNetCore.Http;

namespace NumberVerify.Simulator;

/// <summary>Finds the one route of a path and method, compared exactly, and answers for all others.</summary>
internal sealed class Router(IEnumerable<Route> routes, RequestLog log)
{
    private readonly ILookup<string, Route> routesByPath = routes.ToLookup(route => route.Path, StringComparer.Ordinal);

    internal Task HandleAsync(HttpContext context)
    {
        var method = context.Request.Method;
        var candidates = routesByPath[context.Request.Path.Value ?? ""].ToList();
        log.Add(method, candidates);
        if (candidates.Count == 0)
        {
            return ErrorInfo.NotFound.WriteAsync(context);
        }

        if (candidates.Find(route => HttpMethods.Equals(route.Method, method)) is { } found)
        {
            return found.Handler(context);
        }

        context.Response.Headers.Allow = string.Join(", ", candidates.Select(route => route.Method));
        return ErrorInfo.MethodNotAllowed.WriteAsync(context);
    }
}
