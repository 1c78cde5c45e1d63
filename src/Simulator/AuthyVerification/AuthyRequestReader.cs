using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Names = NumberVerify.Simulator.Wire.AuthyVerification;

namespace NumberVerify.Simulator;

/// <summary>Reads what Authy's API was asked, as a query, a form or JSON, and holds it to the documented limits. Parameters it does not know mean nothing.</summary>
internal static class AuthyRequestReader
{
    private const int DefaultCodeLength = 4;

    /// <exception cref="AuthyException">The request cannot be read.</exception>
    internal static async ValueTask<Parameters> ReadAsync(HttpRequest request)
    {
        var body = await RequestBody.ReadAsync(request).ConfigureAwait(false) ?? throw new AuthyException(AuthyError.InvalidRequest);
        var query = request.QueryString.Value?.TrimStart('?') ?? "";
        if (body.Length == 0 || RequestBody.IsOfType(request, Wire.MediaTypes.Form))
        {
            var encoded = $"{query}&{Encoding.UTF8.GetString(body)}";
            return Parameters.TryParse(encoded, out var parameters) ? parameters : throw new AuthyException(Undecodable(encoded));
        }

        return RequestBody.IsOfType(request, Wire.MediaTypes.Json) && Parameters.TryParse(query, out var inQuery)
            ? FromJson(body, inQuery)
            : throw new AuthyException(AuthyError.InvalidRequest);

        // What is well encoded, and yet cannot be decoded, was no UTF-8.
        static AuthyError Undecodable(string encoded) => Patterns.FormUrlEncoded.IsMatch(encoded) ? AuthyError.InvalidEncoding : AuthyError.InvalidRequest;
    }

    /// <exception cref="AuthyException">A parameter is missing, or its value not allowed.</exception>
    internal static AuthyStart ReadStart(Parameters parameters, AuthyVerificationSettings settings)
    {
        var isCall = parameters[Names.Via] switch
        {
            Names.Call => true,
            Names.Sms => false,
            _ => throw new AuthyException(AuthyError.Invalid(Names.Via)),
        };
        var (callingCode, phoneNumber) = ReadPhoneNumber(parameters);
        var codeLength = DefaultCodeLength;
        if (parameters[Names.CodeLength] is { } length && (!int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out codeLength) || codeLength is < 4 or > 10))
        {
            throw new AuthyException(AuthyError.Invalid(Names.CodeLength));
        }

        if (parameters[Names.Locale] is { } locale && !AuthyLocales.All.Contains(locale))
        {
            throw new AuthyException(AuthyError.Invalid(Names.Locale));
        }

        var customCode = parameters[Names.CustomCode];
        if (customCode is not null && !Patterns.ChosenCode.IsMatch(customCode))
        {
            throw new AuthyException(AuthyError.Invalid(Names.CustomCode));
        }

        return customCode is null || settings.CustomCodeAllowed
            ? new AuthyStart { CallingCode = callingCode, PhoneNumber = phoneNumber, IsCall = isCall, CodeLength = codeLength, CustomCode = customCode }
            : throw new AuthyException(AuthyError.NotCreated);
    }

    /// <exception cref="AuthyException">One of the two parameters is missing, or the number cannot be one.</exception>
    internal static (string CallingCode, string PhoneNumber) ReadPhoneNumber(Parameters parameters)
    {
        var callingCode = parameters[Names.CountryCode];
        if (callingCode is null || !Patterns.CallingCode.IsMatch(callingCode))
        {
            throw new AuthyException(AuthyError.Invalid(Names.CountryCode));
        }

        var written = parameters[Names.PhoneNumber] ?? throw new AuthyException(AuthyError.Invalid(Names.PhoneNumber));
        callingCode = callingCode.TrimStart('+');
        var digits = string.Concat(written.Split(' ', '-', '.'));
        var phoneNumber = $"+{callingCode}{digits}";
        return Patterns.NationalNumber.IsMatch(written) && digits.Length > 4 && Patterns.PhoneNumber.IsMatch(phoneNumber) && CallingCodes.IsAssigned(callingCode)
            ? (callingCode, phoneNumber)
            : throw new AuthyException(AuthyError.InvalidPhoneNumber);
    }

    /// <summary>An object of texts, numbers and booleans; each of them is what a form would have said.</summary>
    private static Parameters FromJson(byte[] body, Parameters query)
    {
        if (!Utf8.IsValid(body))
        {
            throw new AuthyException(AuthyError.InvalidEncoding);
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            var values = query.Names.ToDictionary(name => name, name => query[name] ?? "", StringComparer.Ordinal);
            foreach (var member in document.RootElement.EnumerateObject())
            {
                var isText = member.Value.ValueKind == JsonValueKind.String;
                if (member.Value.ValueKind is not JsonValueKind.Null && !values.TryAdd(member.Name, isText ? member.Value.GetString()! : member.Value.GetRawText()))
                {
                    throw new AuthyException(AuthyError.InvalidRequest);
                }
            }

            return Parameters.Of(values);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new AuthyException(AuthyError.InvalidRequest); // not JSON, no object, or text that is not Unicode
        }
    }
}
