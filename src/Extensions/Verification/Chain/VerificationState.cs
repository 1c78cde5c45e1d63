namespace NumberVerify;

/// <summary>One verification between two calls: everything that any node needs to go on with it. Immutable.</summary>
internal sealed record VerificationState
{
    public required VerificationStep Step { get; init; }

    /// <summary>Random, for the counters and the audit.</summary>
    public required string Id { get; init; }

    /// <summary>When this step's handle was made.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Until when this step's handle is good.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    public required PhoneNumber PhoneNumber { get; init; }

    public string? Subject { get; init; }

    public string? ClientKey { get; init; }

    /// <summary>With the names of its clients and providers, none left to the process.</summary>
    public required PhoneVerificationPolicy Policy { get; init; }

    /// <summary>Why the channel before this one was left.</summary>
    public PhoneVerificationReason Reason { get; init; }

    /// <summary>Which of the policy's clients is asked.</summary>
    public int SilentIndex { get; init; }

    /// <summary>The name of the client that is asked.</summary>
    public string ClientName => Policy.SilentClients![SilentIndex];

    /// <summary>The request whose callback is waited for, as bytes in base64url: protected by the handle, like all the rest.</summary>
    public string? Request { get; init; }

    /// <summary>The code that is waited for; null where none was sent yet.</summary>
    public CodeHandle? Code { get; init; }

    /// <summary>How many codes were tried, as far as this handle knows.</summary>
    public int Tried { get; init; }
}
