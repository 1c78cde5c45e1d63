using System.Text;
using Microsoft.AspNetCore.Http;

namespace NumberVerify.Simulator;

/// <summary>Serves a request as a fault wants it.</summary>
internal sealed class FaultInjector(FaultPlan plan, TimeProvider time)
{
    private const string WrongCorrelator = "not-the-correlator-of-this-request";

    private const string Html =
        """
        <html>
        <head><title>502 Bad Gateway</title></head>
        <body><h1>502 Bad Gateway</h1></body>
        </html>
        """;

    internal Task HandleAsync(HttpContext context, string path, RequestDelegate next)
    {
        if (plan.Take(context.Request.Method, path) is not { } fault)
        {
            return next(context);
        }

        ExchangeDraft.Of(context)?.Fault = fault.Kind;
        return ApplyAsync(context, fault, next);
    }

    private async Task ApplyAsync(HttpContext context, SimulatorFault fault, RequestDelegate next)
    {
        var instead = fault.Kind is SimulatorFaultKind.Status or SimulatorFaultKind.HtmlPage or SimulatorFaultKind.ConnectionReset;
        if (fault.Kind == SimulatorFaultKind.Delay && !fault.AfterProcessing)
        {
            await WaitAsync(context, fault).ConfigureAwait(false);
        }

        var body = instead && !fault.AfterProcessing ? [] : await CaptureAsync(context, next).ConfigureAwait(false);
        switch (fault.Kind)
        {
            case SimulatorFaultKind.Delay when fault.AfterProcessing:
                await WaitAsync(context, fault).ConfigureAwait(false);
                break;
            case SimulatorFaultKind.Status:
                body = Replace(context.Response, fault.StatusCode, fault.Body, fault.ContentType);
                context.Response.Headers.RetryAfter = fault.RetryAfter;
                break;
            case SimulatorFaultKind.HtmlPage:
                body = Replace(context.Response, StatusCodes.Status502BadGateway, Html, "text/html; charset=utf-8");
                break;
            case SimulatorFaultKind.WrongCorrelator:
                context.Response.Headers[Wire.Headers.Correlator] = WrongCorrelator;
                break;
            case SimulatorFaultKind.ConnectionReset:
                context.Abort();
                return;
            default:
                body = FaultyJson.Change(body, fault);
                break;
        }

        await WriteAsync(context, fault, body).ConfigureAwait(false);
    }

    private Task WaitAsync(HttpContext context, SimulatorFault fault) => Task.Delay(fault.Delay, time, context.RequestAborted);

    private static async Task<byte[]> CaptureAsync(HttpContext context, RequestDelegate next)
    {
        var response = context.Response;
        var wire = response.Body;
        using var captured = new MemoryStream();
        response.Body = captured;
        try
        {
            await next(context).ConfigureAwait(false);
        }
        finally
        {
            response.Body = wire;
        }

        return captured.ToArray();
    }

    /// <summary>What stands between the caller and the operator answered: nothing of the operator's own answer is left.</summary>
    private static byte[] Replace(HttpResponse response, int status, string? body, string contentType)
    {
        response.Clear();
        response.StatusCode = status;
        response.ContentType = body is null ? null : contentType;
        return Encoding.UTF8.GetBytes(body ?? "");
    }

    private async Task WriteAsync(HttpContext context, SimulatorFault fault, byte[] body)
    {
        var response = context.Response;
        if (body.Length == 0)
        {
            return;
        }

        response.ContentLength = body.Length;
        if (fault.Kind == SimulatorFaultKind.Drip)
        {
            for (var i = 0; i < body.Length; i++)
            {
                await WaitAsync(context, fault).ConfigureAwait(false);
                await response.Body.WriteAsync(body.AsMemory(i, 1), context.RequestAborted).ConfigureAwait(false);
                await response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
            }

            return;
        }

        // Less than the header promises: the server closes the connection there.
        var sent = fault.Kind == SimulatorFaultKind.Truncated ? body.Length / 2 : body.Length;
        await response.Body.WriteAsync(body.AsMemory(0, sent), context.RequestAborted).ConfigureAwait(false);
        await response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }
}
