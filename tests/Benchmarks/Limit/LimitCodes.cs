using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace NumberVerify.Benchmarks;

/// <summary>One-time codes as an expert writes them by hand for one provider each: static addresses, source-generated JSON, pooled reads, a status check.</summary>
internal sealed class LimitCodes(HttpClient httpClient)
{
    private const int LongestBody = 16 * 1024;
    private static readonly string s_basic = $"Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Wire.ClientId}:{Wire.ClientSecret}"))}";
    private static readonly Uri s_vonageStart = new("https://api.nexmo.com/verify/json");
    private static readonly Uri s_vonageCheck = new("https://api.nexmo.com/verify/check/json");
    private static readonly Uri s_authyStart = new("https://api.authy.com/protected/json/phones/verification/start");
    private static readonly Uri s_smsSend = new(Wire.Operator + "/one-time-password-sms/v1/send-code");
    private static readonly Uri s_smsValidate = new(Wire.Operator + "/one-time-password-sms/v1/validate-code");

    public Task<string?> StartVonageAsync(string phoneNumber, string brand) => AskVonageAsync(s_vonageStart, $"number={phoneNumber[1..]}&pin_expiry=300&workflow_id=4&brand={Uri.EscapeDataString(brand)}");

    public Task<string?> CheckVonageAsync(string requestId, string code) => AskVonageAsync(s_vonageCheck, $"request_id={Uri.EscapeDataString(requestId)}&code={code}");

    /// <param name="countryCode">That of the number, without its plus sign.</param>
    /// <param name="phoneNumber">In E.164 form.</param>
    public async Task<string?> StartAuthyAsync(string countryCode, string phoneNumber)
    {
        var request = Form(s_authyStart, $"via=sms&country_code={countryCode}&phone_number={phoneNumber[(countryCode.Length + 1)..]}");
        request.Headers.TryAddWithoutValidation("X-Authy-API-Key", Wire.ClientSecret);
        var answer = await SendAsync(request, LimitCodesContext.Default.LimitCodesAnswer).ConfigureAwait(false);
        return answer!.Success == true ? answer.Uuid : null;
    }

    public async Task<bool> CheckAuthyAsync(string countryCode, string phoneNumber, string code)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"https://api.authy.com/protected/json/phones/verification/check?country_code={countryCode}&phone_number={phoneNumber[(countryCode.Length + 1)..]}&verification_code={code}");
        request.Headers.TryAddWithoutValidation("X-Authy-API-Key", Wire.ClientSecret);
        return (await SendAsync(request, LimitCodesContext.Default.LimitCodesAnswer).ConfigureAwait(false))!.Success == true;
    }

    public async Task<string?> SendSmsAsync(string phoneNumber, string message) =>
        (await SendAsync(Json(s_smsSend, new LimitSendCode(phoneNumber, message), LimitCodesContext.Default.LimitSendCode), LimitCodesContext.Default.LimitCodesAnswer).ConfigureAwait(false))!.AuthenticationId;

    public Task ValidateSmsAsync(string authenticationId, string code) =>
        SendAsync(Json(s_smsValidate, new LimitValidateCode(authenticationId, code), LimitCodesContext.Default.LimitValidateCode), LimitCodesContext.Default.LimitCodesAnswer);

    private static HttpRequestMessage Form(Uri uri, string form) => new(HttpMethod.Post, uri) { Content = Content(Encoding.ASCII.GetBytes(form), "application/x-www-form-urlencoded") };

    private static HttpRequestMessage Json<T>(Uri uri, T body, JsonTypeInfo<T> model)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, uri) { Content = Content(JsonSerializer.SerializeToUtf8Bytes(body, model), "application/json") };
        request.Headers.TryAddWithoutValidation("Authorization", string.Concat("Bearer ", Wire.AccessToken));
        request.Headers.TryAddWithoutValidation(Wire.Correlator, Guid.NewGuid().ToString());
        return request;
    }

    private static ByteArrayContent Content(byte[] body, string mediaType)
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        return content;
    }

    private async Task<string?> AskVonageAsync(Uri uri, string form)
    {
        var request = Form(uri, form);
        request.Headers.TryAddWithoutValidation("Authorization", s_basic);
        var answer = await SendAsync(request, LimitCodesContext.Default.LimitCodesAnswer).ConfigureAwait(false);
        return answer!.Status == "0" ? answer.RequestId : null;
    }

    private async Task<LimitCodesAnswer?> SendAsync(HttpRequestMessage request, JsonTypeInfo<LimitCodesAnswer> model)
    {
        using var sent = request;
        using var response = await httpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.NoContent)
        {
            return null;
        }

        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw new HttpRequestException(message: null, inner: null, response.StatusCode);
        }

        var stream = response.Content.ReadAsStream();
        var buffer = ArrayPool<byte>.Shared.Rent(LongestBody);
        try
        {
            var length = 0;
            while (await stream.ReadAsync(buffer.AsMemory(length)).ConfigureAwait(false) is > 0 and var count)
            {
                length += count;
            }

            return JsonSerializer.Deserialize(buffer.AsSpan(0, length), model);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
