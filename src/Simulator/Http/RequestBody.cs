using Microsoft.AspNetCore.Http;

namespace NumberVerify.Simulator;

internal static class RequestBody
{
    private const int MaxBytes = 64 * 1024;

    /// <returns>The whole body, or null when it is larger than 64 kB or broken off.</returns>
    internal static async ValueTask<byte[]?> ReadAsync(HttpRequest request)
    {
        var bytes = new byte[Math.Min(request.ContentLength ?? MaxBytes, MaxBytes) + 1]; // one more than may come, to see what is too much
        try
        {
            var length = await request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, request.HttpContext.RequestAborted).ConfigureAwait(false);
            if (length > MaxBytes)
            {
                return null;
            }

            var body = bytes[..length];
            ExchangeDraft.Of(request.HttpContext)?.RequestBody = body;
            return body;
        }
        catch (BadHttpRequestException)
        {
            return null;
        }
    }

    /// <summary>The media type itself, and UTF-8 if a charset is named. No other parameter and no content coding is taken.</summary>
    internal static bool IsOfType(HttpRequest request, string mediaType) =>
        request.Headers.ContentEncoding.Count == 0
        && Microsoft.Net.Http.Headers.MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase)
        && type.Parameters.All(parameter => parameter.Name.Equals("charset", StringComparison.OrdinalIgnoreCase))
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));
}
