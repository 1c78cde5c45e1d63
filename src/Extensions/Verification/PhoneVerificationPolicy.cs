namespace NumberVerify;

/// <summary>
/// What a verification may use, in which order, and how much of it. An immutable value, compared by what it holds. The silent channel always comes first, and a code follows only where the
/// network could not answer: never after "no match", never after a failed security check.
/// </summary>
public sealed record PhoneVerificationPolicy
{
    internal const int MaxNames = 8;
    internal const int MaxNameLength = 64;
    internal const int MaxAttempts = 10;
    internal const int MaxCodes = 10;

    /// <summary>
    /// The names of the clients to ask, one after the other while the answer is that the network cannot tell; the empty name is the client registered without one.
    /// Empty: codes only. Default: null, all that are registered, in their order.
    /// </summary>
    public IReadOnlyList<string>? SilentClients { get; init => field = value is null ? null : [.. value]; }

    /// <summary>How codes are sent, the next way where one is impossible for the number. Empty: silent only. Default: by SMS.</summary>
    public IReadOnlyList<CodeChannel> CodeChannels { get; init => field = [.. value]; } = [CodeChannel.Sms];

    /// <summary>The <see cref="IOneTimePasswordProvider.Name"/>s of the providers, the next one where one certainly sent nothing. Default: null, all that are registered, in their order.</summary>
    public IReadOnlyList<string>? Providers { get; init => field = value is null ? null : [.. value]; }

    /// <summary>How many codes may be tried in one verification, however many were sent; 1 to 10. A provider's own limit may be lower. Default: 5.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>How many codes may be sent in one verification, 1 to 10. Default: 3.</summary>
    public int Codes { get; init; } = 3;

    /// <summary>As <see cref="CodeRequest.CodeLength"/>. Default: null, the provider's own.</summary>
    public int? CodeLength { get; init; }

    /// <summary>As <see cref="CodeRequest.Locale"/>. Default: null, the provider's choice.</summary>
    public string? Locale { get; init; }

    /// <summary>How long a handle is good, from one to thirty minutes; one that waits for the device's callback never longer than five. Default: ten minutes.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Tells a sandbox operator the number as its test number, or as the line it wants to be named. Refused by every other operator and in Production. Default: false.</summary>
    public bool UseDevNumber { get; init; }

    /// <summary>Sends a code although the user or the operator refused the silent verification (<c>access_denied</c>, <c>PERMISSION_DENIED</c>). Default: false, which ends in <see cref="PhoneVerificationStatus.Denied"/>.</summary>
    public bool SendsCodeAfterAccessDenied { get; init; }

    /// <summary>Sends a code although the operator refused with an error that no specification names. Default: false, which ends in <see cref="PhoneVerificationStatus.Denied"/>.</summary>
    public bool SendsCodeAfterUnknownRefusal { get; init; }

    /// <summary>
    /// Goes on to the next client or provider although one refuses this backend itself: its credentials, scope or request. Default: false, which throws, so that a mistake is seen on the first
    /// day instead of on a bill for messages.
    /// </summary>
    public bool GoesOnAfterConfigurationFault { get; init; }

    /// <inheritdoc/>
    public bool Equals(PhoneVerificationPolicy? other) => other is not null
        && AreSame(SilentClients, other.SilentClients) && AreSame(CodeChannels, other.CodeChannels) && AreSame(Providers, other.Providers)
        && (Attempts, Codes, CodeLength, Locale, Lifetime) == (other.Attempts, other.Codes, other.CodeLength, other.Locale, other.Lifetime)
        && (UseDevNumber, SendsCodeAfterAccessDenied, SendsCodeAfterUnknownRefusal, GoesOnAfterConfigurationFault)
            == (other.UseDevNumber, other.SendsCodeAfterAccessDenied, other.SendsCodeAfterUnknownRefusal, other.GoesOnAfterConfigurationFault);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(CodeChannels.Count, Attempts, Codes, CodeLength, Locale, Lifetime, UseDevNumber, SendsCodeAfterAccessDenied);

    /// <summary>Everything that is wrong with the values; no message repeats one.</summary>
    internal IEnumerable<string> Faults()
    {
        foreach (var (name, list) in new[] { (nameof(SilentClients), SilentClients), (nameof(Providers), Providers) })
        {
            if (list is not null && (list.Count > MaxNames || list.Any(static item => item is null || item.Length > MaxNameLength) || list.Distinct(StringComparer.Ordinal).Count() != list.Count))
            {
                yield return $"Policy.{name} must be at most {MaxNames} different names of at most {MaxNameLength} characters.";
            }
        }

        if (CodeChannels.Any(static channel => !Enum.IsDefined(channel)) || CodeChannels.Distinct().Count() != CodeChannels.Count)
        {
            yield return "Policy.CodeChannels must be different channels.";
        }

        if (Attempts is < 1 or > MaxAttempts)
        {
            yield return $"Policy.Attempts must be 1 to {MaxAttempts}.";
        }

        if (Codes is < 1 or > MaxCodes)
        {
            yield return $"Policy.Codes must be 1 to {MaxCodes}.";
        }

        if (CodeLength is < 4 or > 10)
        {
            yield return "Policy.CodeLength must be 4 to 10.";
        }

        if (Locale is { } locale && (locale.Length is 0 or > 35 || !locale.All(static character => char.IsAsciiLetterOrDigit(character) || character == '-')))
        {
            yield return "Policy.Locale must be a language tag (BCP 47).";
        }

        if (Lifetime < TimeSpan.FromMinutes(1) || Lifetime > TimeSpan.FromMinutes(30))
        {
            yield return "Policy.Lifetime must be one to thirty minutes.";
        }
    }

    private static bool AreSame<T>(IReadOnlyList<T>? one, IReadOnlyList<T>? other) => one is null || other is null ? one is null && other is null : one.SequenceEqual(other);
}
