using Microsoft.AspNetCore.Http;
using Names = NumberVerify.Simulator.Wire.AuthyVerification;

namespace NumberVerify.Simulator;

/// <summary>Authy's Phone Verification API, version 1, in JSON.</summary>
internal sealed class AuthyVerificationApi(OperatorSimulatorOptions options, Subscribers subscribers, SmsInbox inbox)
{
    private const string Carrier = "Simulated Operator";

    private readonly AuthyVerifications verifications = new(options, subscribers, inbox);
    private volatile AuthyVerificationSettings settings = options.AuthyVerification;

    private delegate AuthyResponse Operation(AuthyAccount account, Parameters parameters, AuthyVerificationSettings settings);

    internal IEnumerable<Route> Routes =>
        from operation in new[] { (HttpMethods.Post, Names.Start, (Operation)Start), (HttpMethods.Get, Names.Check, Check), (HttpMethods.Get, Names.Status, Status) }
        from route in new[]
        {
            new Route(operation.Item1, operation.Item2, context => HandleAsync(context, operation.Item3)),
            new Route(operation.Item1, operation.Item2.Replace(Names.Json, Names.Xml, StringComparison.Ordinal), context => HandleAsync(context, RefuseXml)),
        }
        select route;

    /// <param name="changed">Valid, and nobody else's.</param>
    internal void Change(AuthyVerificationSettings changed) => settings = changed;

    private async Task HandleAsync(HttpContext context, Operation operation)
    {
        var current = settings;
        AuthyResponse response;
        var status = StatusCodes.Status200OK;
        try
        {
            var parameters = await AuthyRequestReader.ReadAsync(context.Request).ConfigureAwait(false);
            var header = context.Request.Headers[Names.ApiKeyHeader].ToString();
            var account = current.Find(header.Length > 0 ? header : parameters[Names.ApiKey]) ?? throw new AuthyException(AuthyError.InvalidApiKey);
            response = operation(account.IsSuspended ? throw new AuthyException(AuthyError.Suspended) : account, parameters, current);
        }
        catch (AuthyException refusal)
        {
            var error = refusal.Error;
            status = error.Status;
            response = new AuthyResponse
            {
                Success = new AuthyBoolean(Value: false, current.StringBooleans), Message = error.Message, Errors = new AuthyErrorMessage(error.Message), ErrorCode = error.Code,
            };
        }

        await JsonReply.WriteAsync(context, status, response, AuthyJson.Wire.AuthyResponse).ConfigureAwait(false);
    }

    private AuthyResponse Start(AuthyAccount account, Parameters parameters, AuthyVerificationSettings current)
    {
        var start = AuthyRequestReader.ReadStart(parameters, current);
        var line = Line(start, current);
        var (uuid, secondsToExpire) = verifications.Start(account, start, current.MaxSends);
        var number = $"+{start.CallingCode} {start.PhoneNumber[(start.CallingCode.Length + 1)..]}";
        return new AuthyResponse
        {
            Uuid = uuid,
            Success = Boolean(true),
            Message = start.IsCall ? $"Call to {number} initiated." : $"Text message sent to {number}.",
            Carrier = current.CarrierFields ? Carrier : null,
            IsCellphone = current.CarrierFields ? Boolean(line != SubscriberLine.Landline) : null,
            IsPorted = current.CarrierFields ? Boolean(false) : null,
            SecondsToExpire = secondsToExpire,
            SmsId = start.CustomCode is null ? null : options.Secrets.CreateUuid(),
        };

        AuthyBoolean Boolean(bool value) => new(value, current.StringBooleans);
    }

    private AuthyResponse Check(AuthyAccount account, Parameters parameters, AuthyVerificationSettings current)
    {
        var (_, phoneNumber) = AuthyRequestReader.ReadPhoneNumber(parameters);
        var code = parameters[Names.VerificationCode] ?? throw new AuthyException(AuthyError.Invalid(Names.VerificationCode));
        verifications.Check(account, phoneNumber, code, current.MaxTries);
        return new AuthyResponse { Success = new AuthyBoolean(Value: true, current.StringBooleans), Message = "The verification code is correct." };
    }

    private AuthyResponse Status(AuthyAccount account, Parameters parameters, AuthyVerificationSettings current)
    {
        var uuid = parameters[Names.Uuid];
        if (uuid is null && parameters[Names.CountryCode] is null && parameters[Names.PhoneNumber] is null)
        {
            throw new AuthyException(AuthyError.NobodyNamed);
        }

        var phoneNumber = uuid is null ? AuthyRequestReader.ReadPhoneNumber(parameters).PhoneNumber : null;
        var (status, secondsToExpire) = verifications.Find(account, uuid, phoneNumber);
        return new AuthyResponse
        {
            Status = status, Success = new AuthyBoolean(Value: true, current.StringBooleans), Message = "The status of the verification.", SecondsToExpire = secondsToExpire,
        };
    }

    private static AuthyResponse RefuseXml(AuthyAccount account, Parameters parameters, AuthyVerificationSettings current) => throw new AuthyException(AuthyError.JsonOnly);

    private SubscriberLine Line(AuthyStart start, AuthyVerificationSettings current)
    {
        if (current.BlockedCountryCodes.Contains(start.CallingCode))
        {
            throw new AuthyException(AuthyError.BlockedCountryCode);
        }

        return subscribers.Find(start.PhoneNumber) switch
        {
            SubscriberLine.Blacklisted => throw new AuthyException(AuthyError.NotCreated),
            SubscriberLine.Landline when !start.IsCall => throw new AuthyException(AuthyError.Landline),
            { } line when subscribers.Reaches(start.PhoneNumber, start.IsCall) => line,
            _ => throw new AuthyException(AuthyError.NotProvisioned),
        };
    }
}
