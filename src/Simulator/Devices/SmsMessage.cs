namespace NumberVerify.Simulator;

/// <summary>A text message the operator delivered, or what a call said. Immutable; its text form holds neither the number nor the code.</summary>
public sealed class SmsMessage
{
    internal SmsMessage(string phoneNumber, string text, string code, DateTimeOffset receivedAt)
    {
        PhoneNumber = phoneNumber;
        Text = text;
        Code = code;
        ReceivedAt = receivedAt;
    }

    /// <summary>The number it was sent to, in E.164 form.</summary>
    public string PhoneNumber { get; }

    /// <summary>Whom the message says it is from; null for a call, and where the API does not say.</summary>
    public string? Sender { get; internal init; }

    /// <summary>Whether the text was said in a call, not sent.</summary>
    public bool IsVoiceCall { get; internal init; }

    /// <summary>What the user reads or hears: the template of the request with the code in its place.</summary>
    public string Text { get; }

    /// <summary>The one-time password in the text.</summary>
    public string Code { get; }

    /// <summary>By the simulator's clock.</summary>
    public DateTimeOffset ReceivedAt { get; }

    /// <summary>The type and the time alone.</summary>
    public override string ToString() => FormattableString.Invariant($"{nameof(SmsMessage)} {ReceivedAt:O}");
}
