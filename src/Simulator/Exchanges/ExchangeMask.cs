using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace NumberVerify.Simulator;

/// <summary>Reads the parameters of a message and shows those known to be harmless: a name that is not listed here is masked, whatever it holds.</summary>
internal static class ExchangeMask
{
    private const int MaxLength = 512;
    private const int MaxParameters = 64; // of one part of a message; no protocol here has half as many
    private const string UnreadableName = "(unreadable)";

    private static readonly FrozenSet<string> Shown = FrozenSet.Create(
        StringComparer.Ordinal,
        Wire.AuthorizationRequest.ResponseType,
        Wire.AuthorizationRequest.ResponseMode,
        Wire.AuthorizationRequest.ClientId,
        Wire.AuthorizationRequest.RedirectUri,
        Wire.AuthorizationRequest.Scope,
        Wire.AuthorizationRequest.Prompt,
        Wire.AuthorizationRequest.CodeChallengeMethod,
        Wire.AuthorizationRequest.Purpose,
        Wire.AuthorizationRequest.PrintCode,
        Wire.AuthorizationResponse.Issuer,
        Wire.AuthorizationResponse.Error,
        Wire.AuthorizationResponse.ErrorDescription,
        Wire.TokenRequest.GrantType,
        Wire.TokenRequest.ClientAssertionType,
        "token_type",
        "expires_in",
        "interval",
        "status",
        "message",
        Wire.NumberVerification.PhoneNumber,
        Wire.NumberVerification.HashedPhoneNumber,
        "devicePhoneNumber",
        "devicePhoneNumberVerified",
        Wire.VonageVerify.Country,
        Wire.VonageVerify.Brand,
        Wire.VonageVerify.SenderId,
        Wire.VonageVerify.CodeLength,
        Wire.VonageVerify.Language,
        Wire.VonageVerify.PinExpiry,
        Wire.VonageVerify.NextEventWait,
        Wire.VonageVerify.WorkflowId,
        Wire.VonageVerify.Payee,
        Wire.VonageVerify.Amount,
        Wire.VonageVerify.Command,
        "command",
        "error_text",
        "network",
        "price",
        "currency",
        "estimated_price_messages_sent",
        Wire.AuthyVerification.Via,
        Wire.AuthyVerification.CountryCode,
        Wire.AuthyVerification.Locale,
        "success",
        "carrier",
        "is_cellphone",
        "is_ported",
        "seconds_to_expire",
        "errors",
        "error_code");

    /// <summary>Headers that are worth mentioning, and no more.</summary>
    private static readonly string[] Masked = [SimulatedDevice.HeaderName, Wire.Headers.DPoP, Wire.Headers.DPoPNonce, Wire.AuthyVerification.ApiKeyHeader];

    private static readonly FrozenSet<string> PublicDocuments = FrozenSet.Create(StringComparer.Ordinal, Wire.Paths.Discovery, Wire.Paths.Jwks);

    internal static IReadOnlyList<ExchangeParameter> Request(HttpRequest request, byte[] body) =>
    [
        .. Headers(request.Headers),
        .. Pairs(ParameterSource.Query, request.QueryString.Value.AsSpan().TrimStart('?')),
        .. RequestBody.IsOfType(request, Wire.MediaTypes.Form) ? Pairs(ParameterSource.Form, Encoding.UTF8.GetString(body)) : Members(body, name => Shown.Contains(name)),
    ];

    internal static IReadOnlyList<ExchangeParameter> Response(HttpResponse response, string path, byte[] body)
    {
        var isPublic = PublicDocuments.Contains(path);
        var isError = response.StatusCode >= StatusCodes.Status400BadRequest;
        var location = response.Headers.Location.ToString();

        // Authy says to which number it sent; these APIs' numbers are shown nowhere.
        bool HoldsNumber(string name) => name == Wire.AuthyVerification.Message && !isError && path.StartsWith(Wire.AuthyVerification.Root, StringComparison.Ordinal);
        return
        [
            .. Headers(response.Headers),
            .. Pairs(ParameterSource.Query, location.AsSpan(location.IndexOf('?', StringComparison.Ordinal) + 1)),
            .. Members(body, name => isPublic || (Shown.Contains(name) && !HoldsNumber(name)) || (isError && name == "code")), // of an error, what is called code is none
        ];
    }

    private static List<ExchangeParameter> Headers(IHeaderDictionary headers)
    {
        var parameters = new List<ExchangeParameter>();
        foreach (var name in Masked.Where(name => headers[name].Count > 0))
        {
            parameters.Add(new(ParameterSource.Header, name, ExchangeParameter.Mask));
        }

        if (headers.Authorization is [{ } authorization])
        {
            // The scheme is worth showing; what has no space in it is all credential.
            parameters.Add(new(ParameterSource.Header, HeaderNames.Authorization, ExchangeParameter.Mask));
            var scheme = authorization[..Math.Max(authorization.IndexOf(' ', StringComparison.Ordinal), 0)];
            if (scheme is Wire.Schemes.Basic or Wire.Schemes.Bearer or Wire.Schemes.DPoP)
            {
                parameters.Add(new(ParameterSource.Header, $"{HeaderNames.Authorization} scheme", scheme));
            }
        }

        if (headers[Wire.Headers.Correlator] is [{ } correlator] && Patterns.Correlator.IsMatch(correlator))
        {
            parameters.Add(new(ParameterSource.Header, Wire.Headers.Correlator, Shortened(correlator)));
        }

        return parameters;
    }

    private static List<ExchangeParameter> Pairs(ParameterSource source, ReadOnlySpan<char> encoded)
    {
        var parameters = new List<ExchangeParameter>();
        foreach (var range in encoded.Split('&'))
        {
            var pair = encoded[range];
            var equals = pair.IndexOf('=');
            if (equals <= 0)
            {
                continue;
            }

            if (parameters.Count == MaxParameters)
            {
                break;
            }

            if (!FormUrlEncoding.TryDecode(pair[..equals], out var name) || !FormUrlEncoding.TryDecode(pair[(equals + 1)..], out var value))
            {
                return [new(source, UnreadableName, ExchangeParameter.Mask)];
            }

            parameters.Add(new(source, ShownName(name), Shown.Contains(name) ? Shortened(value) : ExchangeParameter.Mask));
        }

        return parameters;
    }

    private static List<ExchangeParameter> Members(byte[] body, Predicate<string> shown)
    {
        if (body.Length == 0)
        {
            return [];
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? [.. document.RootElement.EnumerateObject().Take(MaxParameters).Select(member => Parameter(member, shown))]
                : [new(ParameterSource.Json, UnreadableName, ExchangeParameter.Mask)];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return [new(ParameterSource.Json, UnreadableName, ExchangeParameter.Mask)]; // not JSON, or text that is not Unicode
        }
    }

    private static ExchangeParameter Parameter(JsonProperty member, Predicate<string> shown) =>
        new(ParameterSource.Json, ShownName(member.Name), shown(member.Name) ? Shortened(member.Value.ToString()) : ExchangeParameter.Mask);

    private static string ShownName(string name) => Patterns.ParameterName.IsMatch(name) ? name : UnreadableName;

    private static string Shortened(string value) => value.Length <= MaxLength ? value : value[..(MaxLength - 1)] + "…";
}
