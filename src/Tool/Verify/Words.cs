namespace NumberVerify.Tool.Verify;

/// <summary>What a person reads in place of a name.</summary>
internal static class Words
{
    public static string Of(PhoneVerificationChannel? channel) => channel switch
    {
        PhoneVerificationChannel.Silent => "the mobile network",
        PhoneVerificationChannel.Sms => "text message",
        PhoneVerificationChannel.Voice => "call",
        _ => "no channel",
    };

    public static string Of(PhoneVerificationReason reason) => reason switch
    {
        PhoneVerificationReason.None => "as asked",
        PhoneVerificationReason.NotOnMobileNetwork => "the phone was not on its operator's mobile network",
        PhoneVerificationReason.InteractionRequired => "the operator would have had to ask the user",
        PhoneVerificationReason.Skipped => "the phone did not come back",
        PhoneVerificationReason.OperatorUnavailable => "the operator, or the way to it, failed",
        PhoneVerificationReason.RateLimited => "too much was asked for, or a quota is used up",
        PhoneVerificationReason.TokenLapsed => "the operator's token had lapsed",
        PhoneVerificationReason.NumberNotServed => "the operator does not serve this number",
        PhoneVerificationReason.AccessDenied => "the user or the operator refused",
        PhoneVerificationReason.PermissionDenied => "the operator does not permit the call",
        PhoneVerificationReason.UnknownRefusal => "the operator refused for a reason of its own",
        PhoneVerificationReason.AuthorizationRejected => "the operator did not take the authorization code",
        PhoneVerificationReason.SecurityCheckFailed => "a security check failed",
        PhoneVerificationReason.ProviderUnavailable => "the provider of codes, or the way to it, failed",
        PhoneVerificationReason.NumberRejected => "no code can be sent to this number",
        PhoneVerificationReason.NotSupported => "no provider can send a code that way",
        PhoneVerificationReason.MalformedCode => "a code is 4 to 10 digits",
        PhoneVerificationReason.CodeExpired => "the code's time has passed",
        PhoneVerificationReason.TooManyAttempts => "all tries are used up",
        PhoneVerificationReason.TooManyCodes => "all codes were sent",
        PhoneVerificationReason.CoolDown => "the last code is too young",
        PhoneVerificationReason.HandleExpired => "it took too long",
        _ => reason.ToString(),
    };
}
