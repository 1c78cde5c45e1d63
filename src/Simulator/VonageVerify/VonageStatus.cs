namespace NumberVerify.Simulator;

/// <summary>How Vonage Verify v1 says what became of a request, always with HTTP 200. The texts are fixed, but for the names of parameters.</summary>
internal sealed record VonageStatus(string Code, string Text)
{
    internal static readonly VonageStatus Ok = new("0", "");
    internal static readonly VonageStatus Throttled = new("1", "Too many requests within a second.");
    internal static readonly VonageStatus InvalidCredentials = new("4", "The credentials are not valid.");
    internal static readonly VonageStatus InternalError = new("5", "Internal error.");
    internal static readonly VonageStatus NotRoutable = new("6", "The message cannot be processed: the number leads nowhere.");
    internal static readonly VonageStatus UnknownRequest = new("6", "The request does not exist, or is no longer active.");
    internal static readonly VonageStatus Blacklisted = new("7", "The number is on the list of those that are not verified.");
    internal static readonly VonageStatus AccountBarred = new("8", "The account is barred from sending.");
    internal static readonly VonageStatus NumberBarred = new("8", "Messages to the number are barred.");
    internal static readonly VonageStatus QuotaExceeded = new("9", "The account's credit is used up.");
    internal static readonly VonageStatus Concurrent = new("10", "A verification of this number is under way already.");
    internal static readonly VonageStatus UnsupportedNetwork = new("15", "The number is not in a supported network.");
    internal static readonly VonageStatus WrongCode = new("16", "The code is not the one that was sent.");
    internal static readonly VonageStatus TooManyWrongCodes = new("17", "A wrong code was given too often.");
    internal static readonly VonageStatus TooManyRequestIds = new("18", "More than ten request ids.");
    internal static readonly VonageStatus CannotCancel = new("19", "The request cannot be cancelled now.");
    internal static readonly VonageStatus NoMoreEvents = new("19", "No event is left to trigger.");
    internal static readonly VonageStatus PinCodeNotSupported = new("20", "The account may not choose the code.");
    internal static readonly VonageStatus DemoDestination = new("29", "The account is in demo mode, and the number not among those it may verify.");
    internal static readonly VonageStatus NotFound = new("101", "No such request.");

    internal static VonageStatus Missing(string parameter) => new("2", $"The mandatory parameter {parameter} is missing.");

    internal static VonageStatus Invalid(string parameter) => new("3", $"The value of the parameter {parameter} is not valid.");
}
