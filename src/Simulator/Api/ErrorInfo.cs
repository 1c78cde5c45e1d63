using Microsoft.AspNetCore.Http;

namespace NumberVerify.Simulator;

/// <summary>An error of an API as CAMARA Commonalities describes it. The messages are fixed: nothing of the request is repeated in them.</summary>
internal sealed record ErrorInfo(int Status, string Code, string Message)
{
    internal static readonly ErrorInfo InvalidArgument = new(
        StatusCodes.Status400BadRequest, Wire.ApiErrors.InvalidArgument, "Client specified an invalid argument, request body or query param.");

    internal static readonly ErrorInfo Unauthenticated = new(
        StatusCodes.Status401Unauthorized,
        Wire.ApiErrors.Unauthenticated,
        "Request not authenticated due to missing, invalid, or expired credentials. A new authentication is required.");

    internal static readonly ErrorInfo PermissionDenied = new(
        StatusCodes.Status403Forbidden, Wire.ApiErrors.PermissionDenied, "Client does not have sufficient permissions to perform this action.");

    internal static readonly ErrorInfo NotByMobileNetwork = new(
        StatusCodes.Status403Forbidden, Wire.ApiErrors.NotByMobileNetwork, "Client must authenticate via the mobile network to use this service.");

    internal static readonly ErrorInfo NotFound = new(
        StatusCodes.Status404NotFound, Wire.ApiErrors.NotFound, "The specified resource is not found.");

    internal static readonly ErrorInfo MethodNotAllowed = new(
        StatusCodes.Status405MethodNotAllowed, Wire.ApiErrors.MethodNotAllowed, "The requested method is not allowed or supported on the target resource.");

    internal static readonly ErrorInfo UnsupportedMediaType = new(
        StatusCodes.Status415UnsupportedMediaType, Wire.ApiErrors.UnsupportedMediaType, "The server refuses this media type; use application/json.");

    internal Task WriteAsync(HttpContext context) => JsonReply.WriteAsync(context, Status, this, ApiJson.Wire.ErrorInfo);
}
