using System.Collections.Concurrent;

namespace NumberVerify.Simulator;

/// <summary>The scopes of a request, as CAMARA's profile wants them: exactly one purpose, at least one scope of an API, <c>openid</c> or not, and nothing else.</summary>
internal sealed class GrantedScopes
{
    private const char PurposeSeparator = '#';
    private const int MaxRemembered = 256;

    // Backends ask for the same scopes again and again, and thousands of pending authorizations need only one of these. Anybody can send scopes, so there is a limit.
    private static readonly ConcurrentDictionary<(string Dialect, string? Scope, string? Purpose), GrantedScopes> Remembered = new();

    private readonly string text;
    private readonly string[] values;

    private GrantedScopes(string text, string[] values)
    {
        this.text = text;
        this.values = values;
    }

    internal bool IncludesOpenId => Includes(Wire.Scopes.OpenId);

    internal bool AreForNumberVerification => values.Any(NumberVerificationRelease.AllScopes.Contains);

    public override string ToString() => text;

    /// <param name="scope">The scope parameter, or the scope claim.</param>
    /// <param name="purpose">The parameter of its own that some dialects have the purpose in.</param>
    /// <param name="dialect">Where the purpose stands, and which scopes there are.</param>
    internal static GrantedScopes Parse(string? scope, string? purpose, OperatorDialect dialect)
    {
        var key = (dialect.Name, scope, purpose);
        if (Remembered.TryGetValue(key, out var known))
        {
            return known;
        }

        var scopes = ParseAnew(scope, purpose, dialect);
        if (Remembered.Count < MaxRemembered)
        {
            Remembered.TryAdd(key, scopes);
        }

        return scopes;
    }

    /// <summary>Without a user there is nobody to verify, nobody to log in, and not necessarily a purpose.</summary>
    internal static GrantedScopes ParseWithoutUser(string? scope, OperatorDialect dialect)
    {
        var (values, purposes) = Read(scope, dialect);
        Require(purposes.Count <= 1, "More than one purpose was given.");
        var scopes = Known(scope ?? "", values, dialect);
        Require(!scopes.IncludesOpenId && !scopes.AreForNumberVerification, "These scopes need a user.");
        return scopes;
    }

    /// <summary>Everything a dialect has, for a token that is not asked for.</summary>
    internal static GrantedScopes All(OperatorDialect dialect) => new(string.Join(' ', dialect.ApiScopes), [.. dialect.ApiScopes]);

    internal bool Includes(string scope) => values.Contains(scope, StringComparer.Ordinal);

    private static GrantedScopes ParseAnew(string? scope, string? purpose, OperatorDialect dialect)
    {
        var (values, purposes) = Read(scope, dialect);
        var text = scope ?? "";
        if (dialect.PurposePlace.HasFlag(PurposePlace.Parameter))
        {
            IReadOnlyList<string> meant = dialect.PurposeParameters.GetValueOrDefault(purpose ?? "") ?? throw Invalid("The purpose is missing or unknown here.");
            purposes.Add(purpose!);
            values.AddRange(meant);
            text = string.Join(' ', [text, .. meant]);
        }

        Require(purposes.Count == 1, "Exactly one purpose of the form dpv:<purpose> is required.");
        Require(!dialect.RequiresOpenId || values.Contains(Wire.Scopes.OpenId), "The scope openid is required.");
        return Known(text, values, dialect);
    }

    /// <summary>Tells the purposes from the scopes, of which one may be joined to the other.</summary>
    private static (List<string> Values, HashSet<string> Purposes) Read(string? scope, OperatorDialect dialect)
    {
        var given = scope?.Split(' ') ?? [];
        Require(given.Distinct(StringComparer.Ordinal).Count() == given.Length, "A scope value was given more than once.");

        var values = new List<string>();
        var purposes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in given)
        {
            if (!value.StartsWith(Wire.Scopes.PurposePrefix, StringComparison.Ordinal))
            {
                values.Add(value);
                continue;
            }

            var end = value.IndexOf(PurposeSeparator, StringComparison.Ordinal);
            var purpose = end < 0 ? value : value[..end];
            Require(
                dialect.PurposePlace.HasFlag(end < 0 ? PurposePlace.ScopeValue : PurposePlace.JoinedToScope) && Patterns.Purpose.IsMatch(purpose),
                "A purpose does not stand here, or is not of the form dpv:<purpose>.");
            purposes.Add(purpose);
            if (end >= 0)
            {
                values.Add(value[(end + 1)..]);
            }
        }

        return (values, purposes);
    }

    private static GrantedScopes Known(string text, List<string> values, OperatorDialect dialect)
    {
        var apiScopes = values.Where(value => value != Wire.Scopes.OpenId).ToArray();
        Require(apiScopes.Length > 0 && apiScopes.All(dialect.ApiScopes.Contains), "At least one scope of an API is required, and no scope that is unknown here.");
        return new GrantedScopes(text, [.. values]);
    }

    private static void Require(bool satisfied, string description)
    {
        if (!satisfied)
        {
            throw Invalid(description);
        }
    }

    private static OAuthException Invalid(string description) => new(Wire.OAuthErrors.InvalidScope, description);
}
