namespace NumberVerify.Simulator;

/// <summary>
/// Who may use the simulated Vonage Verify v1, and what it allows. Not thread-safe; changes after the start have no effect, unlike
/// <see cref="OperatorSimulator.ChangeVonageVerify"/>.
/// </summary>
public sealed class VonageVerifySettings
{
    private static readonly TimeSpan MaxSearchLag = TimeSpan.FromSeconds(60);

    /// <summary>Each with its own <c>api_key</c>. Empty by default, and then every request is answered with status 4.</summary>
    public IReadOnlyList<VonageAccount> Accounts { get; set; } = [];

    /// <summary>How many requests of one account are served within a second of the clock: 1 to 10,000. Default: 30. The next one is answered with status 1.</summary>
    public int RequestsPerSecond { get; set; } = 30;

    /// <summary>How many of these may be searches: 1 to 10,000. Default: 1.</summary>
    public int SearchesPerSecond { get; set; } = 1;

    /// <summary>How many messages and calls one account's credit pays for, 0 or more. Default: null, any number. Then requests and triggered events are answered with status 9.</summary>
    public int? MaxMessages { get; set; }

    /// <summary>Whether <c>pin_code</c> may be sent; otherwise it is answered with status 20. Default: false, as for a new account.</summary>
    public bool PinCodeAllowed { get; set; }

    /// <summary>How old what a search shows is: zero to 60 seconds. Default: zero.</summary>
    public TimeSpan SearchLag { get; set; }

    /// <summary>
    /// Of accounts in demo mode, the only numbers they may verify, in E.164 form with the plus sign; any other is answered with status 29. Default: null, the accounts are not in demo
    /// mode.
    /// </summary>
    public IReadOnlyList<string>? DemoDestinations { get; set; }

    internal VonageVerifySettings Copy()
    {
        var copy = (VonageVerifySettings)MemberwiseClone();
        copy.Accounts = [.. Accounts];
        copy.DemoDestinations = DemoDestinations is null ? null : [.. DemoDestinations];
        return copy;
    }

    internal VonageAccount? Find(string apiKey) => Accounts.FirstOrDefault(account => account.ApiKey == apiKey);

    internal IEnumerable<string> Faults()
    {
        if (Accounts?.All(account => account is { ApiKey.Length: > 0, ApiSecret.Length: > 0 } && !account.ApiKey.Contains(':', StringComparison.Ordinal)) != true)
        {
            yield return $"{nameof(VonageVerifySettings)}.{nameof(Accounts)}: each needs an API key without a colon, and an API secret.";
        }
        else if (Accounts.DistinctBy(account => account.ApiKey).Count() != Accounts.Count)
        {
            yield return $"{nameof(VonageVerifySettings)}.{nameof(Accounts)}: an API key was given twice.";
        }

        if (RequestsPerSecond is < 1 or > 10_000)
        {
            yield return $"{nameof(VonageVerifySettings)}.{nameof(RequestsPerSecond)} must be 1 to 10,000.";
        }

        if (SearchesPerSecond is < 1 or > 10_000)
        {
            yield return $"{nameof(VonageVerifySettings)}.{nameof(SearchesPerSecond)} must be 1 to 10,000.";
        }

        if (MaxMessages < 0)
        {
            yield return $"{nameof(VonageVerifySettings)}.{nameof(MaxMessages)} must not be negative.";
        }

        if (SearchLag < TimeSpan.Zero || SearchLag > MaxSearchLag)
        {
            yield return $"{nameof(VonageVerifySettings)}.{nameof(SearchLag)} must be zero to 60 seconds.";
        }

        if (DemoDestinations?.All(number => number is not null && Patterns.PhoneNumber.IsMatch(number)) == false)
        {
            yield return $"{nameof(VonageVerifySettings)}.{nameof(DemoDestinations)} must be in E.164 form, with the plus sign.";
        }
    }
}
