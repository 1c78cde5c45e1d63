using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace NumberVerify.Simulator;

/// <summary>What C# can do with the simulator, over HTTP and while it runs. No operator has these paths.</summary>
internal sealed class ControlApi(OperatorSimulator simulator, EventStream events, TimeProvider time)
{
    internal IEnumerable<Route> Routes =>
    [
        Guarded(HttpMethods.Get, Wire.Control.Devices, context => WriteAsync(context, [.. simulator.Devices.Select(DeviceState.Of)], ControlJson.Wire.IReadOnlyListDeviceState)),
        Guarded(HttpMethods.Post, Wire.Control.Devices, AddDeviceAsync),
        Guarded(HttpMethods.Patch, Wire.Control.Devices, ChangeDeviceAsync),
        Guarded(HttpMethods.Post, Wire.Control.OperatorTokens, CreateOperatorTokenAsync),
        Guarded(HttpMethods.Post, Wire.Control.Authorizations, AuthorizeAsync),
        Guarded(HttpMethods.Post, Wire.Control.SigningKeys, RotateSigningKeyAsync),
        Guarded(HttpMethods.Get, Wire.Control.Subscribers, context => WriteAsync(context, [.. simulator.Subscribers.Select(line => new SubscriberState { PhoneNumber = line.Key, Line = line.Value })], ControlJson.Wire.IReadOnlyListSubscriberState)),
        Guarded(HttpMethods.Post, Wire.Control.Subscribers, AddSubscriberAsync),
        Guarded(HttpMethods.Post, Wire.Control.VonageVerify, ChangeVonageVerifyAsync),
        Guarded(HttpMethods.Post, Wire.Control.AuthyVerification, ChangeAuthyVerificationAsync),
        Guarded(HttpMethods.Get, Wire.Control.Faults, context => WriteAsync(context, simulator.Faults, ControlJson.Wire.IReadOnlyListSimulatorFault)),
        Guarded(HttpMethods.Post, Wire.Control.Faults, AddFaultAsync),
        Guarded(HttpMethods.Delete, Wire.Control.Faults, ClearFaultsAsync),
        Guarded(HttpMethods.Get, Wire.Control.Clock, WriteClockAsync),
        Guarded(HttpMethods.Post, Wire.Control.Clock, AdvanceClockAsync),
        Guarded(HttpMethods.Get, Wire.Control.Inbox, context => WriteAsync(context, simulator.Inbox, ControlJson.Wire.IReadOnlyListSmsMessage)),
        Guarded(HttpMethods.Get, Wire.Control.Exchanges, context => WriteAsync(context, simulator.Exchanges, ControlJson.Wire.IReadOnlyListSimulatorExchange)),
        Guarded(HttpMethods.Get, Wire.Control.Events, StreamAsync),
    ];

    /// <summary>Whoever may not, or asks for what cannot be, is told so; the messages are the simulator's own and repeat nothing.</summary>
    internal static Route Guarded(string method, string path, RequestDelegate handler) => new(method, path, async context =>
    {
        if (ControlGuard.Refusal(context) is { } refusal)
        {
            await refusal.WriteAsync(context).ConfigureAwait(false);
            return;
        }

        try
        {
            await handler(context).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            await new ErrorInfo(StatusCodes.Status400BadRequest, Wire.ApiErrors.InvalidArgument, exception.Message).WriteAsync(context).ConfigureAwait(false);
        }
        catch (InvalidOperationException exception)
        {
            await new ErrorInfo(StatusCodes.Status409Conflict, Wire.ApiErrors.IncompatibleState, exception.Message).WriteAsync(context).ConfigureAwait(false);
        }
    });

    private static Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type) => JsonReply.WriteAsync(context, StatusCodes.Status200OK, value, type);

    private static async Task<T> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class => ControlJson.Read(await RequestBody.ReadAsync(context.Request).ConfigureAwait(false), type);

    private async Task AddDeviceAsync(HttpContext context)
    {
        var addition = await ReadAsync(context, ControlJson.Wire.DeviceAddition).ConfigureAwait(false);
        await WriteAsync(context, DeviceState.Of(addition.AddTo(simulator)), ControlJson.Wire.DeviceState).ConfigureAwait(false);
    }

    private async Task ChangeDeviceAsync(HttpContext context)
    {
        var change = await ReadAsync(context, ControlJson.Wire.DeviceChange).ConfigureAwait(false);
        if (simulator.FindDevice(change.Id) is not { } device)
        {
            await ErrorInfo.NotFound.WriteAsync(context).ConfigureAwait(false);
            return;
        }

        change.ApplyTo(device);
        await WriteAsync(context, DeviceState.Of(device), ControlJson.Wire.DeviceState).ConfigureAwait(false);
    }

    private async Task CreateOperatorTokenAsync(HttpContext context)
    {
        var request = await ReadAsync(context, ControlJson.Wire.OperatorTokenRequest).ConfigureAwait(false);
        if (simulator.FindDevice(request.Id) is not { } device)
        {
            await ErrorInfo.NotFound.WriteAsync(context).ConfigureAwait(false);
            return;
        }

        await WriteAsync(context, new CreatedOperatorToken(device.CreateOperatorToken()), ControlJson.Wire.CreatedOperatorToken).ConfigureAwait(false);
    }

    /// <summary>What the phone's browser does, for those who cannot read a redirect: scripts in a browser, and files of HTTP requests.</summary>
    private async Task AuthorizeAsync(HttpContext context)
    {
        var request = await ReadAsync(context, ControlJson.Wire.OpenedAuthorization).ConfigureAwait(false);
        if (simulator.FindDevice(request.Id) is not { } device)
        {
            await ErrorInfo.NotFound.WriteAsync(context).ConfigureAwait(false);
            return;
        }

        try
        {
            var callback = await device.OpenAsync(request.UrlAt(simulator.AuthorizationEndpoint), context.RequestAborted).ConfigureAwait(false);
            await WriteAsync(context, AuthorizationCallback.Of(callback), ControlJson.Wire.AuthorizationCallback).ConfigureAwait(false);
        }
        catch (OperatorErrorPageException exception)
        {
            throw new InvalidOperationException(exception.Message);
        }
    }

    private async Task RotateSigningKeyAsync(HttpContext context)
    {
        var rotation = await ReadAsync(context, ControlJson.Wire.SigningKeyRotation).ConfigureAwait(false);
        simulator.RotateSigningKey(rotation.PublishOldKeys);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task AddSubscriberAsync(HttpContext context)
    {
        var subscriber = await ReadAsync(context, ControlJson.Wire.SubscriberState).ConfigureAwait(false);
        simulator.AddSubscriber(subscriber.PhoneNumber, subscriber.Line);
        await WriteAsync(context, subscriber, ControlJson.Wire.SubscriberState).ConfigureAwait(false);
    }

    /// <summary>The settings have secrets, and are not given back.</summary>
    private async Task ChangeVonageVerifyAsync(HttpContext context)
    {
        simulator.ChangeVonageVerify(await ReadAsync(context, ControlJson.Wire.VonageVerifySettings).ConfigureAwait(false));
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task ChangeAuthyVerificationAsync(HttpContext context)
    {
        simulator.ChangeAuthyVerification(await ReadAsync(context, ControlJson.Wire.AuthyVerificationSettings).ConfigureAwait(false));
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task AddFaultAsync(HttpContext context)
    {
        var fault = (await ReadAsync(context, ControlJson.Wire.PlannedFault).ConfigureAwait(false)).ToFault();
        simulator.AddFault(fault);
        await WriteAsync(context, fault, ControlJson.Wire.SimulatorFault).ConfigureAwait(false);
    }

    private Task ClearFaultsAsync(HttpContext context)
    {
        simulator.ClearFaults();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private Task WriteClockAsync(HttpContext context) => WriteAsync(context, new ClockState(time.GetUtcNow(), time is VirtualClock), ControlJson.Wire.ClockState);

    private async Task AdvanceClockAsync(HttpContext context)
    {
        var advance = await ReadAsync(context, ControlJson.Wire.ClockAdvance).ConfigureAwait(false);
        if (time is not VirtualClock clock)
        {
            throw new InvalidOperationException($"Only a {nameof(VirtualClock)} can be advanced.");
        }

        const double HundredYears = 36_525d * 24 * 60 * 60;
        clock.Advance(TimeSpan.FromSeconds(Math.Clamp(advance.Seconds, -1, HundredYears + 1))); // what is out of range stays so, and fits
        await WriteClockAsync(context).ConfigureAwait(false);
    }

    /// <summary>Server-sent events: one for each exchange and each text message from now on.</summary>
    private async Task StreamAsync(HttpContext context)
    {
        var happening = events.Listen(context.RequestAborted);
        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        await response.WriteAsync(": listening\n\n", context.RequestAborted).ConfigureAwait(false);
        try
        {
            await foreach (var happened in happening.ConfigureAwait(false))
            {
                var (name, data) = happened switch
                {
                    SimulatorExchange exchange => ("exchange", JsonSerializer.Serialize(exchange, ControlJson.Wire.SimulatorExchange)),
                    SmsMessage message => ("message", JsonSerializer.Serialize(message, ControlJson.Wire.SmsMessage)),
                    _ => throw new NotSupportedException(),
                };
                await response.WriteAsync($"event: {name}\ndata: {data}\n\n", context.RequestAborted).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The listener left.
        }
    }
}
