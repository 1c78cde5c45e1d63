using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace NumberVerify.Benchmarks;

/// <summary>
/// Token and verification requests as an expert writes them by hand for one operator: source-generated JSON, pooled reads, static addresses, a status check and required members.
/// </summary>
internal sealed class LimitClient(HttpClient httpClient, Uri baseAddress, LimitAssertion? assertion = null)
{
    private const int LongestBody = 16 * 1024;
    private const int LongestForm = 1536;

    private readonly Uri _verifyUri = new(baseAddress, Wire.VerifyPath);
    private readonly Uri _tokenUri = new(baseAddress, Wire.TokenPath);
    private readonly string _basic = $"Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Wire.ClientId}:{Wire.ClientSecret}"))}";
    private readonly string _form = $"grant_type=authorization_code&redirect_uri={Uri.EscapeDataString(Wire.RedirectUri)}&code=";
    private readonly string _assertionForm = $"&client_id={Wire.ClientId}&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=";

    /// <summary>What production needs: connections that age, no redirects, no cookies.</summary>
    public static SocketsHttpHandler CreateHandler() => new() { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(2) };

    public static HttpClient CreateHttpClient(HttpMessageHandler? handler = null) => new(handler ?? CreateHandler()) { Timeout = Wire.Timeout };

    public Task<Answer<VerifyResult>> VerifyAsync(string phoneNumber, string accessToken, CancellationToken cancellationToken = default)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _verifyUri)
        {
            Content = Content(JsonSerializer.SerializeToUtf8Bytes(new VerifyRequest(phoneNumber), LimitJsonContext.Default.VerifyRequest), "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Authorization", string.Concat("Bearer ", accessToken));
        request.Headers.TryAddWithoutValidation(Wire.Correlator, Guid.NewGuid().ToString());
        return SendAsync(request, LimitJsonContext.Default.VerifyResult, cancellationToken);
    }

    /// <summary>RFC 6749 4.1.3, with client_secret_basic or, where there is a key, private_key_jwt.</summary>
    public Task<Answer<TokenResult>> ExchangeAsync(string code, string codeVerifier, CancellationToken cancellationToken = default)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _tokenUri) { Content = Content(Form(code, codeVerifier), "application/x-www-form-urlencoded") };
        if (assertion is null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", _basic);
        }

        return SendAsync(request, LimitJsonContext.Default.TokenResult, cancellationToken);
    }

    private byte[] Form(string code, string codeVerifier)
    {
        Span<char> form = stackalloc char[LongestForm];
        _form.CopyTo(form);
        var length = _form.Length;
        Uri.TryEscapeDataString(code, form[length..], out var written);
        length += written;
        form[length..].TryWrite(CultureInfo.InvariantCulture, $"&code_verifier={codeVerifier}", out written);
        length += written;
        if (assertion is not null)
        {
            _assertionForm.CopyTo(form[length..]);
            length += _assertionForm.Length;
            length += assertion.Write(form[length..]);
        }

        var body = new byte[length];
        Encoding.ASCII.GetBytes(form[..length], body);
        return body;
    }

    private static ByteArrayContent Content(byte[] body, string mediaType)
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        return content;
    }

    private async Task<Answer<T>> SendAsync<T>(HttpRequestMessage request, JsonTypeInfo<T> model, CancellationToken cancellationToken)
        where T : class, IAnswerBody
    {
        using var sent = request;
        using var response = await httpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw new HttpRequestException(message: null, inner: null, response.StatusCode);
        }

        var stream = response.Content.ReadAsStream(cancellationToken);
        var buffer = ArrayPool<byte>.Shared.Rent(LongestBody);
        try
        {
            var length = 0;
            while (await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false) is > 0 and var count)
            {
                length += count;
                if (length == buffer.Length)
                {
                    throw new HttpRequestException("The body is too long.");
                }
            }

            return JsonSerializer.Deserialize(buffer.AsSpan(0, length), model) is { IsComplete: true } body
                ? new Answer<T>(body, response.Headers.NonValidated.TryGetValues(Wire.Correlator, out var correlator) ? correlator.ToString() : null)
                : throw new JsonException("The body is not complete.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
