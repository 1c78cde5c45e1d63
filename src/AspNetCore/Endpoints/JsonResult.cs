using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace NumberVerify.AspNetCore;

/// <summary>An answer to a program.</summary>
internal sealed class JsonResult<T>(T value, JsonTypeInfo<T> type) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => JsonAnswer.WriteAsync(httpContext, StatusCodes.Status200OK, value, type);
}
