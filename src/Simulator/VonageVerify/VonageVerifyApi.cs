using Microsoft.AspNetCore.Http;
using Names = NumberVerify.Simulator.Wire.VonageVerify;

namespace NumberVerify.Simulator;

/// <summary>Vonage's Verify API, version 1: GET and POST alike, and HTTP 200 whatever the answer.</summary>
internal sealed class VonageVerifyApi(OperatorSimulatorOptions options, Subscribers subscribers, SmsInbox inbox) : IDisposable
{
    private const int MaxRequestIds = 10;
    private const string Network = "00101"; // of tests: no country has the mobile country code 001

    private readonly VonageVerifications verifications = new(options, subscribers, inbox);
    private readonly VonageThrottle throttle = new(options.TimeProvider);
    private volatile VonageVerifySettings settings = options.VonageVerify;

    private delegate Task Operation(HttpContext context, VonageAccount account, Parameters parameters);

    internal IEnumerable<Route> Routes =>
    [
        .. Both(VonageCall.Request, (context, account, parameters) => StartAsync(context, account, VonageRequestReader.ReadRequest(parameters, settings))),
        .. Both(VonageCall.Psd2, (context, account, parameters) => StartAsync(context, account, VonageRequestReader.ReadPsd2(parameters))),
        .. Both(VonageCall.Check, CheckAsync),
        .. Both(VonageCall.Search, SearchAsync),
        .. Both(VonageCall.Control, ControlAsync),
    ];

    public void Dispose() => verifications.Dispose();

    /// <param name="changed">Valid, and nobody else's.</param>
    internal void Change(VonageVerifySettings changed) => settings = changed;

    private IEnumerable<Route> Both(VonageCall call, Operation operation) =>
    [
        new(HttpMethods.Get, call.Path, context => HandleAsync(context, call, operation)),
        new(HttpMethods.Post, call.Path, context => HandleAsync(context, call, operation)),
    ];

    private async Task HandleAsync(HttpContext context, VonageCall call, Operation operation)
    {
        try
        {
            var parameters = await RequestParameters.ReadAsync(context.Request).ConfigureAwait(false) ?? throw new VonageException(VonageStatus.Missing(Names.ApiKey));
            var account = VonageCredentials.Authenticate(context.Request, parameters, settings);
            throttle.Count(account.ApiKey, call == VonageCall.Search, settings);
            if (account.IsBarred && call.Has(VonageStatus.AccountBarred))
            {
                throw new VonageException(VonageStatus.AccountBarred);
            }

            await operation(context, account, parameters).ConfigureAwait(false);
        }
        catch (VonageException refusal)
        {
            var status = call.Has(refusal.Status) ? refusal.Status : VonageStatus.InternalError;
            await WriteAsync(context, new VonageResponse { RequestId = refusal.RequestId, Status = status.Code, ErrorText = status.Text, Network = refusal.Network }).ConfigureAwait(false);
        }
    }

    private Task StartAsync(HttpContext context, VonageAccount account, VonageVerificationRequest request)
    {
        RequireReachable(request.PhoneNumber);
        return WriteAsync(context, new VonageResponse { RequestId = verifications.Start(account, request, settings.MaxMessages), Status = VonageStatus.Ok.Code });
    }

    private Task CheckAsync(HttpContext context, VonageAccount account, Parameters parameters)
    {
        var requestId = Required(parameters, Names.RequestId);
        var code = Required(parameters, Names.Code);
        if (!(settings.PinCodeAllowed ? Patterns.ChosenCode : Patterns.VonageCode).IsMatch(code))
        {
            throw new VonageException(VonageStatus.Invalid(Names.Code));
        }

        var (eventId, events) = verifications.Check(account.ApiKey, requestId, code, parameters[Names.IpAddress]);
        return WriteAsync(context, new VonageResponse
        {
            RequestId = requestId,
            EventId = eventId,
            Status = VonageStatus.Ok.Code,
            Price = VonagePrice.OfVerification(succeeded: true),
            Currency = Names.Currency,
            EstimatedPriceMessagesSent = VonagePrice.OfMessages(events),
        });
    }

    private Task SearchAsync(HttpContext context, VonageAccount account, Parameters parameters)
    {
        var many = parameters.All(Names.RequestIds);
        if (many.Count == 0)
        {
            return verifications.Find(account.ApiKey, Required(parameters, Names.RequestId), settings.SearchLag) is { } one
                ? JsonReply.WriteAsync(context, StatusCodes.Status200OK, one, VonageJson.Wire.VonageSearchResponse)
                : throw new VonageException(VonageStatus.NotFound);
        }

        if (many.Count > MaxRequestIds)
        {
            throw new VonageException(VonageStatus.TooManyRequestIds);
        }

        VonageSearchResponse[] found = [.. many.Select(id => verifications.Find(account.ApiKey, id, settings.SearchLag)).OfType<VonageSearchResponse>()];
        return found.Length > 0
            ? JsonReply.WriteAsync(context, StatusCodes.Status200OK, new VonageSearchListResponse(found), VonageJson.Wire.VonageSearchListResponse)
            : throw new VonageException(VonageStatus.NotFound);
    }

    private Task ControlAsync(HttpContext context, VonageAccount account, Parameters parameters)
    {
        var requestId = Required(parameters, Names.RequestId);
        var command = Required(parameters, Names.Command);
        switch (command)
        {
            case Names.Cancel:
                verifications.Cancel(account.ApiKey, requestId);
                break;
            case Names.TriggerNextEvent:
                verifications.TriggerNextEvent(account.ApiKey, requestId, settings.MaxMessages);
                break;
            default:
                throw new VonageException(VonageStatus.Invalid(Names.Command));
        }

        return WriteAsync(context, new VonageResponse { Status = VonageStatus.Ok.Code, Command = command });
    }

    private void RequireReachable(string phoneNumber)
    {
        if (settings.DemoDestinations?.Contains(phoneNumber) == false)
        {
            throw new VonageException(VonageStatus.DemoDestination);
        }

        if (!CallingCodes.Exists(phoneNumber))
        {
            throw new VonageException(VonageStatus.NotRoutable);
        }

        switch (subscribers.Find(phoneNumber))
        {
            case null:
                throw new VonageException(VonageStatus.UnsupportedNetwork);
            case SubscriberLine.Blacklisted:
                throw new VonageException(VonageStatus.Blacklisted, network: Network);
            case SubscriberLine.SmsBarred:
                throw new VonageException(VonageStatus.NumberBarred);
        }
    }

    private static string Required(Parameters parameters, string name) => parameters[name] ?? throw new VonageException(VonageStatus.Missing(name));

    private static Task WriteAsync(HttpContext context, VonageResponse response) => JsonReply.WriteAsync(context, StatusCodes.Status200OK, response, VonageJson.Wire.VonageResponse);
}
