namespace NumberVerify.Simulator;

/// <summary>The scope parameter as CAMARA's profile wants it: exactly one purpose, at least one scope of an API, <c>openid</c> or not, and nothing else.</summary>
internal sealed class GrantedScopes
{
    private readonly string[] values;

    private GrantedScopes(string[] values) => this.values = values;

    internal bool IncludesOpenId => Includes(Wire.Scopes.OpenId);

    public override string ToString() => string.Join(' ', values);

    internal static GrantedScopes Parse(string? scope)
    {
        var values = scope?.Split(' ') ?? [];
        if (values.Distinct(StringComparer.Ordinal).Count() != values.Length)
        {
            throw Invalid("A scope value was given more than once.");
        }

        var purposes = values.Where(value => value.StartsWith(Wire.Scopes.PurposePrefix, StringComparison.Ordinal)).ToArray();
        if (purposes.Length != 1 || !Patterns.Purpose.IsMatch(purposes[0]))
        {
            throw Invalid("Exactly one purpose of the form dpv:<purpose> is required.");
        }

        var apiScopes = values.Where(value => value != Wire.Scopes.OpenId && value != purposes[0]).ToArray();
        if (apiScopes.Length == 0 || !apiScopes.All(ApiScopes.All.Contains))
        {
            throw Invalid("At least one scope of an API is required, and no scope that is unknown here.");
        }

        return new GrantedScopes(values);
    }

    internal bool Includes(string scope) => values.Contains(scope, StringComparer.Ordinal);

    private static OAuthException Invalid(string description) => new(Wire.OAuthErrors.InvalidScope, description);
}
