using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace NumberVerify.AspNetCore;

/// <summary>Reads a body of a few fields, and nothing that could be read in two ways: no field twice, no other type, no more than a few kilobytes.</summary>
internal static class RequestReader
{
    private const int MaxLength = 4096;
    private const int MaxFields = 16;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="RefusedException">The body is not one of ours.</exception>
    public static async Task<VerificationRequest> ReadAsync(HttpContext http)
    {
        var type = TypeOf(http.Request);
        var body = await ReadBodyAsync(http).ConfigureAwait(false);
        try
        {
            return type == BodyType.Json
                ? JsonSerializer.Deserialize(body.Span, EndpointJson.Default.VerificationRequest) ?? throw new RefusedException(Problem.InvalidRequest)
                : ToRequest(ReadForm(s_strict.GetString(body.Span)));
        }
        catch (Exception exception) when (exception is JsonException or DecoderFallbackException or InvalidDataException)
        {
            throw new RefusedException(Problem.InvalidRequest);
        }
    }

    /// <summary>The body of a form, for a callback by <c>form_post</c>.</summary>
    /// <exception cref="RefusedException">It is no form.</exception>
    public static async Task<string> ReadFormTextAsync(HttpContext http)
    {
        if (TypeOf(http.Request) != BodyType.Form)
        {
            throw new RefusedException(Problem.InvalidRequest);
        }

        try
        {
            return s_strict.GetString((await ReadBodyAsync(http).ConfigureAwait(false)).Span);
        }
        catch (DecoderFallbackException)
        {
            throw new RefusedException(Problem.InvalidRequest);
        }
    }

    /// <exception cref="RefusedException">It is neither JSON nor a form, or not in UTF-8.</exception>
    public static BodyType TypeOf(HttpRequest request)
    {
        if (MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase)))
        {
            if (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
            {
                return BodyType.Json;
            }

            if (type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
            {
                return BodyType.Form;
            }
        }

        throw new RefusedException(Problem.InvalidRequest);
    }

    private static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpContext http)
    {
        // One byte more than is taken, so that a longer body is seen without being read.
        var buffer = new byte[MaxLength + 1];
        var length = 0;
        try
        {
            while (length < buffer.Length && await http.Request.Body.ReadAsync(buffer.AsMemory(length), http.RequestAborted).ConfigureAwait(false) is > 0 and var read)
            {
                length += read;
            }
        }
        catch (Exception exception) when (exception is BadHttpRequestException or IOException)
        {
            throw new RefusedException(Problem.InvalidRequest);
        }

        return length <= MaxLength ? buffer.AsMemory(0, length) : throw new RefusedException(Problem.InvalidRequest);
    }

    private static Dictionary<string, string> ReadForm(string text)
    {
        using var reader = new FormReader(text) { ValueCountLimit = MaxFields };
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.ReadNextPair() is { } pair)
        {
            if (!fields.TryAdd(pair.Key, pair.Value) || fields.Count > MaxFields)
            {
                throw new RefusedException(Problem.InvalidRequest);
            }
        }

        return fields;
    }

    private static VerificationRequest ToRequest(Dictionary<string, string> fields) => new()
    {
        PhoneNumber = fields.GetValueOrDefault("phoneNumber"),
        Code = fields.GetValueOrDefault("code"),
        Transaction = fields.GetValueOrDefault("transaction"),
        Channel = fields.GetValueOrDefault("channel"),
    };
}
