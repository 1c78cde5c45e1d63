using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Microsoft.Kiota.Abstractions.Authentication;

namespace NumberVerify.Generated;

/// <summary>The one send and the one read that all generated clients share.</summary>
internal static class ApiTransport
{
    /// <summary>The deepest JSON that is read; the contracts nest three deep.</summary>
    public const int MaxDepth = 16;

    /// <summary>The largest body that is read, in bytes after any decompression a caller's handler does.</summary>
    public const int MaxBodyBytes = 64 * 1024;

    private const int FirstBufferBytes = 4 * 1024;
    private const int MaxCorrelationLength = 256;
    private const string CorrelationHeader = "x-correlator";
    private static readonly TimeSpan s_longestRetryAfter = TimeSpan.FromHours(1);

    /// <summary>The address of <paramref name="path"/> below the client's base address.</summary>
    public static Uri Resolve(HttpClient? httpClient, string path)
    {
        var address = httpClient?.BaseAddress
            ?? throw new InvalidOperationException("The HTTP client has no base address, and the operation's URI is not set.");
        return new Uri(address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/"), path);
    }

    public static void CheckBody<T>(T body)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(body);
        if (FirstInvalidIn(body) is { } member)
        {
            throw new ArgumentException($"The member '{member}' does not have the form the contract asks for.", nameof(body));
        }
    }

    /// <summary>The wire name of the first member of a model, or of a list of models, that does not have its form; null where all have, and for any other value.</summary>
    public static string? FirstInvalidIn<T>(T value)
    {
        switch (value)
        {
            case IContractModel model:
                return model.FirstInvalidMember();
            case IEnumerable<IContractModel?> models:
                foreach (var model in models)
                {
                    // The serializer's own check for null does not look into lists.
                    if (model is null)
                    {
                        return "[]";
                    }

                    if (model.FirstInvalidMember() is { } member)
                    {
                        return member;
                    }
                }

                return null;
            default:
                return null;
        }
    }

    /// <summary>
    /// One segment of a path, percent-encoded. Empty, <c>.</c> and <c>..</c> are refused: no encoding keeps them from naming another path than the document's.
    /// </summary>
    public static string PathSegment(string value, Regex? pattern, string parameterName)
    {
        ArgumentException.ThrowIfNullOrEmpty(value, parameterName);
        if (value is "." or ".." || pattern?.IsMatch(value) == false)
        {
            throw new ArgumentException("The value does not have the form the contract asks for.", parameterName);
        }

        return Uri.EscapeDataString(value);
    }

    /// <summary>A number or an identifier as a segment of a path.</summary>
    public static string PathSegment<T>(T value)
        where T : struct, IFormattable =>
        Uri.EscapeDataString(value.ToString(format: null, CultureInfo.InvariantCulture));

    /// <summary>Holds a header against its pattern, if it has one, and against what a header can carry: line breaks cannot get through.</summary>
    public static void CheckHeader(string? value, Regex? pattern, string parameterName)
    {
        if (value is not null && (value.AsSpan().ContainsAnyExceptInRange(' ', '~') || pattern?.IsMatch(value) == false))
        {
            throw new ArgumentException("The value does not have the form the contract asks for.", parameterName);
        }
    }

    /// <summary>Holds a query parameter against its pattern; whatever it holds besides is escaped when it is written.</summary>
    public static void CheckQuery(string? value, Regex pattern, string parameterName)
    {
        if (value is not null && !pattern.IsMatch(value))
        {
            throw new ArgumentException("The value does not have the form the contract asks for.", parameterName);
        }
    }

    /// <summary>Whether a text has a length the contract allows, in characters as JSON counts them: a pair of surrogates is one. Null, which is left out, has any.</summary>
    public static bool HasLength(string? value, int min, int max)
    {
        if (value is null)
        {
            return true;
        }

        var pairs = 0;
        for (var index = 1; index < value.Length; index++)
        {
            pairs += char.IsSurrogatePair(value[index - 1], value[index]) ? 1 : 0;
        }

        return value.Length - pairs >= min && value.Length - pairs <= max;
    }

    /// <summary>Adds a header that was checked.</summary>
    public static void AddHeader(HttpRequestMessage request, string name, string? value)
    {
        if (value is not null)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    /// <summary>Sends <paramref name="request"/> once, reads the success body with <paramref name="model"/>, and disposes the request.</summary>
    /// <remarks>
    /// A body that comes with one of <paramref name="furtherSuccesses"/> is read in the same way; <paramref name="emptySuccesses"/> have none, and give null.
    /// The HTTP client's timeout bounds the time to the headers, and once more the time from the first wait for the body.
    /// </remarks>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<ApiResponse<T>> SendAsync<T>(
        HttpClient httpClient,
        HttpRequestMessage request,
        int successStatus,
        JsonTypeInfo<T>? model,
        IAccessTokenProvider? accessTokens,
        CancellationToken cancellationToken,
        int[]? furtherSuccesses = null,
        int[]? emptySuccesses = null)
    {
        HttpResponseMessage? response = null;
        byte[]? buffer = null;
        Deadline deadline = default;
        var isUnderWay = false;
        try
        {
            if (accessTokens is not null)
            {
                CheckHost(request, accessTokens);

                // .NET sends a request without content again, up to four times, when a pooled connection closes under it; a spent token must not go out twice.
                request.Content ??= ApiContent.Empty();
                var token = await accessTokens.GetAuthorizationTokenAsync(request.RequestUri!, additionalAuthenticationContext: null, cancellationToken).ConfigureAwait(false);
                Authorize(request, token);
            }

            isUnderWay = true;
            response = await httpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            var isSuccess = IsAmong(response.StatusCode, successStatus, furtherSuccesses);
            if ((isSuccess && model is null) || IsAmong(response.StatusCode, other: 0, emptySuccesses))
            {
                return new ApiResponse<T>(default!, CorrelationIdOf(response.Headers), response.StatusCode);
            }

            if (MediaFaultOf(response.Content) is { } fault)
            {
                throw Failed(response, isSuccess, fault);
            }

            buffer = ArrayPool<byte>.Shared.Rent(FirstBufferBytes);
            var length = 0;
            var stream = OpenAtOnce(response.Content, cancellationToken) ?? await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            deadline = new Deadline(cancellationToken);
            while (true)
            {
                var reading = stream.ReadAsync(buffer.AsMemory(length), deadline.Token);
                if (!reading.IsCompleted)
                {
                    deadline.Start(httpClient.Timeout);
                }

                var count = await reading.ConfigureAwait(false);
                if (count == 0)
                {
                    break;
                }

                length += count;
                if (length > MaxBodyBytes)
                {
                    throw Failed(response, isSuccess, "the body is larger than 64 KiB");
                }

                if (length == buffer.Length)
                {
                    buffer = Grow(buffer, length);
                }
            }

            var body = WithoutByteOrderMark(buffer.AsSpan(0, length));
            return isSuccess
                ? new ApiResponse<T>(Parse(response, body, model!), CorrelationIdOf(response.Headers), response.StatusCode)
                : throw Failed(response, isSuccess, fault: null, ErrorBody.Read(body));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or InvalidDataException
            || exception is OperationCanceledException && !cancellationToken.IsCancellationRequested
            || isUnderWay && exception is not (NumberVerifyException or OperationCanceledException))
        {
            // The last is a handler of the caller's that gives up with a type of its own, perhaps after bytes went out.
            // An error status is an answer even where its body never came.
            throw response is not null && !IsAmong(response.StatusCode, successStatus, furtherSuccesses)
                ? Failed(response, isSuccess: false, "its body could not be read")
                : Lost(request, exception);
        }
        finally
        {
            if (buffer is not null)
            {
                ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
            }

            deadline.End();
            response?.Dispose();
            request.Dispose();
        }
    }

    private static bool IsAmong(HttpStatusCode status, int other, int[]? statuses) =>
        (int)status == other || (statuses is not null && Array.IndexOf(statuses, (int)status) >= 0);

    private static void CheckHost(HttpRequestMessage request, IAccessTokenProvider accessTokens)
    {
        if (!accessTokens.AllowedHostsValidator.IsUrlHostValid(request.RequestUri!))
        {
            throw new ApiException(ApiFailure.NotSent, "The host of the request is not among the allowed hosts of the token. Nothing was sent.");
        }
    }

    private static void Authorize(HttpRequestMessage request, string token)
    {
        if (token.Length == 0 || token.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new ApiException(ApiFailure.NotSent, "The access token is empty or holds characters that RFC 6749 does not allow. Nothing was sent.");
        }

        request.Headers.TryAddWithoutValidation("Authorization", string.Concat("Bearer ", token));
    }

    /// <summary>The body's stream without a task for it; null for content that some handler can only write asynchronously.</summary>
    private static Stream? OpenAtOnce(HttpContent content, CancellationToken cancellationToken)
    {
        try
        {
            return content.ReadAsStream(cancellationToken);
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    private static byte[] Grow(byte[] buffer, int length)
    {
        // One byte more than the largest body: reading it is how a larger one shows.
        var larger = ArrayPool<byte>.Shared.Rent(Math.Min(length * 4, MaxBodyBytes + 1));
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        return larger;
    }

    private static ReadOnlySpan<byte> WithoutByteOrderMark(ReadOnlySpan<byte> body) =>
        body.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? body[3..] : body;

    private static T Parse<T>(HttpResponseMessage response, ReadOnlySpan<byte> body, JsonTypeInfo<T> model)
    {
        T? result;
        try
        {
            result = JsonSerializer.Deserialize(body, model);
        }
        catch (JsonException)
        {
            // Its message may quote the body.
            throw Failed(response, isSuccess: true, "the body is not the JSON of the contract");
        }

        return result switch
        {
            null => throw Failed(response, isSuccess: true, "the body is JSON null"),
            _ when FirstInvalidIn(result) is { } member => throw Failed(response, isSuccess: true, $"the member '{member}' does not have the form of the contract"),
            _ => result,
        };
    }

    /// <summary>Why the body cannot be UTF-8 JSON; null where it can. Compared by hand: parsing the header would cost more than reading the body.</summary>
    private static string? MediaFaultOf(HttpContent content)
    {
        if (content.Headers.NonValidated.TryGetValues("Content-Encoding", out _))
        {
            return "the body is compressed though no compression was asked for";
        }

        // RFC 9112 6.3: .NET believes the first, and where two disagree on the border of a message a proxy between may have drawn it elsewhere.
        if (content.Headers.NonValidated.TryGetValues("Content-Length", out var lengths) && lengths.Count > 1)
        {
            return "the body has two lengths";
        }

        var mediaType = content.Headers.NonValidated.TryGetValues("Content-Type", out var values) && values.Count == 1 ? values.ToString().AsSpan() : default;
        var semicolon = mediaType.IndexOf(';');
        var essence = (semicolon < 0 ? mediaType : mediaType[..semicolon]).Trim();
        if (!essence.Equals("application/json", StringComparison.OrdinalIgnoreCase) && !essence.EndsWith("+json", StringComparison.OrdinalIgnoreCase))
        {
            return "the media type is not JSON";
        }

        const string Charset = "charset=";
        var start = mediaType.IndexOf(Charset, StringComparison.OrdinalIgnoreCase);
        if (start < 0)
        {
            return null;
        }

        var charset = mediaType[(start + Charset.Length)..];
        var end = charset.IndexOf(';');
        return (end < 0 ? charset : charset[..end]).Trim().Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase) ? null : "the charset is not UTF-8";
    }

    private static ApiException Failed(HttpResponseMessage response, bool isSuccess, string? fault, ErrorBody error = default)
    {
        var status = (int)response.StatusCode;
        var message = isSuccess
            ? $"The server answered HTTP {status}, but {fault}."
            : $"The server refused the request with HTTP {status}{(error.Code is null ? "" : $", code {error.Code}")}{(fault is null ? "" : $"; {fault}")}"
                + (error.Status is { } claimed && claimed != status ? ". The status in the body differs." : ".");
        return new ApiException(isSuccess ? ApiFailure.UnexpectedResponse : ApiFailure.Refused, message)
        {
            StatusCode = response.StatusCode,
            Code = error.Code,
            CorrelationId = CorrelationIdOf(response.Headers) ?? CorrelationIdOf(response.RequestMessage?.Headers),
            RetryAfter = RetryAfterOf(response.Headers),
        };
    }

    /// <summary>No usable answer came. The cause is kept only where nothing was sent: later ones may quote what the server said.</summary>
    private static ApiException Lost(HttpRequestMessage request, Exception exception)
    {
        var correlationId = CorrelationIdOf(request.Headers);
        return exception switch
        {
            OperationCanceledException => new ApiException(ApiFailure.TimedOut, "The server did not answer within the HTTP client's timeout. The request may have been processed.")
            {
                CorrelationId = correlationId,
            },
            HttpRequestException
            {
                HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError
            } connecting => new ApiException(ApiFailure.NotSent, $"No connection to the server ({connecting.HttpRequestError}). Nothing was sent.", connecting)
            {
                CorrelationId = correlationId,
            },
            _ => new ApiException(ApiFailure.Interrupted, $"The exchange broke off ({CauseOf(exception)}). The request may have been processed.")
            {
                CorrelationId = correlationId,
            },
        };
    }

    /// <summary>The kind of the error, never its text.</summary>
    private static string CauseOf(Exception exception) => exception switch
    {
        HttpRequestException request => request.HttpRequestError.ToString(),
        HttpIOException reading => reading.HttpRequestError.ToString(),
        _ => exception.GetType().Name,
    };

    private static string? CorrelationIdOf(HttpHeaders? headers) =>
        headers is not null && headers.NonValidated.TryGetValues(CorrelationHeader, out var values) && values.Count == 1
            && values.ToString() is { Length: > 0 and <= MaxCorrelationLength } value && !value.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? value
            : null;

    private static TimeSpan? RetryAfterOf(HttpResponseHeaders headers)
    {
        // A date is held against the server's own clock where it tells it.
        var wait = headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - (headers.Date ?? TimeProvider.System.GetUtcNow()),
            _ => (TimeSpan?)null,
        };
        return wait is { } value ? TimeSpan.FromTicks(Math.Clamp(value.Ticks, 0, s_longestRetryAfter.Ticks)) : null;
    }
}
