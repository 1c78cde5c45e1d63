namespace NumberVerify.Simulator;

/// <summary>One verification, until an hour after its end.</summary>
internal sealed class AuthyVerification
{
    internal required string Uuid { get; init; }

    internal required string ApiKey { get; init; }

    internal required string PhoneNumber { get; init; }

    /// <summary>As it was sent, and is sent again.</summary>
    internal required string Code { get; init; }

    internal required DateTimeOffset ExpiresAt { get; init; }

    internal required int Sends { get; set; }

    internal int WrongTries { get; set; }

    internal bool IsVerified { get; set; }

    internal bool IsPending(DateTimeOffset now) => !IsVerified && now < ExpiresAt;

    internal int SecondsToExpire(DateTimeOffset now) => IsPending(now) ? (int)(ExpiresAt - now).TotalSeconds : 0;
}
