namespace NumberVerify;

/// <summary>How a one-time code reaches a person.</summary>
public enum CodeChannel
{
    /// <summary>As a text message. The default.</summary>
    Sms,

    /// <summary>Read out in a call.</summary>
    Voice,
}
