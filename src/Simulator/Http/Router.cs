using Microsoft.AspNetCore.Http;

namespace NumberVerify.Simulator;

/// <summary>
/// Finds the one route of a path and method, compared exactly, and answers for all others. What the operator serves is logged and may be faulty; what controls the simulator
/// is neither.
/// </summary>
internal sealed class Router(IEnumerable<Route> operatorRoutes, IEnumerable<Route> controlRoutes, ExchangeLog log, FaultInjector faults)
{
    private readonly ILookup<string, Route> operatorByPath = operatorRoutes.ToLookup(route => route.Path, StringComparer.Ordinal);
    private readonly ILookup<string, Route> controlByPath = controlRoutes.ToLookup(route => route.Path, StringComparer.Ordinal);

    internal Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (controlByPath.Contains(path))
        {
            return RouteAsync(context, controlByPath[path]);
        }

        return operatorByPath.Contains(path)
            ? log.RecordAsync(context, path, () => faults.HandleAsync(context, path, next => RouteAsync(next, operatorByPath[path])))
            : log.RecordAsync(context, path: null, () => ErrorInfo.NotFound.WriteAsync(context));
    }

    private static Task RouteAsync(HttpContext context, IEnumerable<Route> candidates)
    {
        if (candidates.FirstOrDefault(route => HttpMethods.Equals(route.Method, context.Request.Method)) is { } found)
        {
            return found.Handler(context);
        }

        context.Response.Headers.Allow = string.Join(", ", candidates.Select(route => route.Method));
        return ErrorInfo.MethodNotAllowed.WriteAsync(context);
    }
}
