namespace NumberVerify.Simulator;

/// <summary>
/// Who may use the simulated Authy Phone Verification V1, and what it allows. Not thread-safe; changes after the start have no effect, unlike
/// <see cref="OperatorSimulator.ChangeAuthyVerification"/>.
/// </summary>
public sealed class AuthyVerificationSettings
{
    /// <summary>Each with its own key. Empty by default, and then every request is refused with error code 60001.</summary>
    public IReadOnlyList<AuthyAccount> Accounts { get; set; } = [];

    /// <summary>Whether <c>custom_code</c> may be sent; otherwise it is refused with error code 60021. Default: false, as for a new account.</summary>
    public bool CustomCodeAllowed { get; set; }

    /// <summary>How many wrong codes a verification takes: 1 to 100. Default: 5. After that every check is refused with error code 60003, a right one too.</summary>
    public int MaxTries { get; set; } = 5;

    /// <summary>How often one number is sent a code while a verification lives: 1 to 1,000. Default: 5. The next start is refused with error code 60003.</summary>
    public int MaxSends { get; set; } = 5;

    /// <summary>Calling codes, digits only, which are refused with error code 60078. Default: none.</summary>
    public IReadOnlyList<string> BlockedCountryCodes { get; set; } = [];

    /// <summary>Whether a start tells <c>carrier</c>, <c>is_cellphone</c> and <c>is_ported</c>, which is not so in every region. Default: true.</summary>
    public bool CarrierFields { get; set; } = true;

    /// <summary>Whether booleans are the texts <c>"true"</c> and <c>"false"</c>, as some answers have them. Default: false.</summary>
    public bool StringBooleans { get; set; }

    internal AuthyVerificationSettings Copy()
    {
        var copy = (AuthyVerificationSettings)MemberwiseClone();
        copy.Accounts = [.. Accounts];
        copy.BlockedCountryCodes = [.. BlockedCountryCodes];
        return copy;
    }

    internal AuthyAccount? Find(string? apiKey) => apiKey is null ? null : Accounts.FirstOrDefault(account => Secret.Matches(apiKey, account.ApiKey));

    internal IEnumerable<string> Faults()
    {
        if (Accounts?.All(account => account is { ApiKey.Length: > 0 }) != true)
        {
            yield return $"{nameof(AuthyVerificationSettings)}.{nameof(Accounts)}: each needs an API key.";
        }
        else if (Accounts.DistinctBy(account => account.ApiKey).Count() != Accounts.Count)
        {
            yield return $"{nameof(AuthyVerificationSettings)}.{nameof(Accounts)}: an API key was given twice.";
        }

        if (MaxTries is < 1 or > 100)
        {
            yield return $"{nameof(AuthyVerificationSettings)}.{nameof(MaxTries)} must be 1 to 100.";
        }

        if (MaxSends is < 1 or > 1_000)
        {
            yield return $"{nameof(AuthyVerificationSettings)}.{nameof(MaxSends)} must be 1 to 1,000.";
        }

        if (BlockedCountryCodes?.All(code => code is not null && CallingCodes.IsAssigned(code)) != true)
        {
            yield return $"{nameof(AuthyVerificationSettings)}.{nameof(BlockedCountryCodes)} must be calling codes, digits only.";
        }
    }
}
