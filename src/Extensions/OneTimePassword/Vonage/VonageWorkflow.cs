namespace NumberVerify;

/// <summary>Which messages and calls follow each other until the code comes back. The numbers are Vonage's.</summary>
public enum VonageWorkflow
{
    /// <summary>A text message, then two calls. Vonage's own default.</summary>
    SmsCallCall = 1,

    /// <summary>Two text messages, then a call.</summary>
    SmsSmsCall = 2,

    /// <summary>Two calls.</summary>
    CallCall = 3,

    /// <summary>Two text messages.</summary>
    SmsSms = 4,

    /// <summary>A text message, then a call.</summary>
    SmsCall = 5,

    /// <summary>One text message.</summary>
    Sms = 6,

    /// <summary>One call.</summary>
    Call = 7,
}
