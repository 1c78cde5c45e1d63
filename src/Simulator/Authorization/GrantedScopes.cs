namespace NumberVerify.Simulator;

/// <summary>The scope parameter as CAMARA's profile wants it: exactly one purpose, at least one scope of an API, <c>openid</c> or not, and nothing else.</summary>
internal sealed class GrantedScopes
{
    private readonly string[] values;

    private GrantedScopes(string[] values) => this.values = values;

    internal bool IncludesOpenId => Includes(Wire.Scopes.OpenId);

    internal bool AreForNumberVerification => values.Any(NumberVerificationRelease.AllScopes.Contains);

    internal static IReadOnlyList<string> Supported { get; } = [Wire.Scopes.OpenId, .. NumberVerificationRelease.AllScopes, Wire.Scopes.OneTimePasswordSms];

    public override string ToString() => string.Join(' ', values);

    internal static GrantedScopes Parse(string? scope)
    {
        var values = Split(scope);
        return Purposes(values) == 1 ? Known(values) : throw Invalid("Exactly one purpose of the form dpv:<purpose> is required.");
    }

    /// <summary>Without a user there is nobody to verify, nobody to log in, and not necessarily a purpose.</summary>
    internal static GrantedScopes ParseWithoutUser(string? scope)
    {
        var values = Split(scope);
        var scopes = Purposes(values) <= 1 ? Known(values) : throw Invalid("More than one purpose was given.");
        return scopes.IncludesOpenId || scopes.AreForNumberVerification ? throw Invalid("These scopes need a user.") : scopes;
    }

    internal bool Includes(string scope) => values.Contains(scope, StringComparer.Ordinal);

    private static string[] Split(string? scope)
    {
        var values = scope?.Split(' ') ?? [];
        return values.Distinct(StringComparer.Ordinal).Count() == values.Length ? values : throw Invalid("A scope value was given more than once.");
    }

    private static int Purposes(string[] values)
    {
        var purposes = values.Where(IsPurpose).ToArray();
        return purposes.All(purpose => Patterns.Purpose.IsMatch(purpose)) ? purposes.Length : throw Invalid("A purpose must be of the form dpv:<purpose>.");
    }

    private static GrantedScopes Known(string[] values)
    {
        var apiScopes = values.Where(value => value != Wire.Scopes.OpenId && !IsPurpose(value)).ToArray();
        return apiScopes.Length > 0 && apiScopes.All(Supported.Contains)
            ? new GrantedScopes(values)
            : throw Invalid("At least one scope of an API is required, and no scope that is unknown here.");
    }

    private static bool IsPurpose(string value) => value.StartsWith(Wire.Scopes.PurposePrefix, StringComparison.Ordinal);

    private static OAuthException Invalid(string description) => new(Wire.OAuthErrors.InvalidScope, description);
}
