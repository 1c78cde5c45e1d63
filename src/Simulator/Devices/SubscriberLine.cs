namespace NumberVerify.Simulator;

/// <summary>
/// What a subscriber's line can do with a text message. A call reaches each of them.
/// </summary>
public enum SubscriberLine
{
    /// <summary>A mobile line that receives text messages.</summary>
    Mobile,

    /// <summary>A mobile line without text messages, such as one for data only: a one-time password is refused with <c>ONE_TIME_PASSWORD_SMS.PHONE_NUMBER_NOT_ALLOWED</c>.</summary>
    MobileWithoutSms,

    /// <summary>A landline: a one-time password is refused with <c>ONE_TIME_PASSWORD_SMS.PHONE_NUMBER_NOT_ALLOWED</c>.</summary>
    Landline,

    /// <summary>A mobile line whose text messages are barred: a one-time password is refused with <c>ONE_TIME_PASSWORD_SMS.PHONE_NUMBER_BLOCKED</c>.</summary>
    SmsBarred,

    /// <summary>
    /// A mobile line whose number is on the lists of those that are not verified: CAMARA's one-time password is refused with <c>ONE_TIME_PASSWORD_SMS.PHONE_NUMBER_NOT_ALLOWED</c>, Vonage's
    /// with status 7, Authy's with error code 60021.
    /// </summary>
    Blacklisted,
}
