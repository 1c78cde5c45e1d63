namespace NumberVerify;

/// <summary>What one client asks for, whenever it asks for one operation: fixed text, made once.</summary>
/// <param name="ApiScope">The one API scope, without a purpose.</param>
/// <param name="Scope">The whole <c>scope</c> parameter.</param>
/// <param name="Scopes">The same, value by value.</param>
/// <param name="SentApiScope">The API scope as it stands among them; null where it is not sent.</param>
/// <param name="Purpose">The <c>purpose</c> parameter; null where the purpose is in the scope.</param>
internal sealed record AuthorizationPlan(string ApiScope, string Scope, IReadOnlyList<string> Scopes, string? SentApiScope, string? Purpose)
{
    private Tuple<Uri, string>? _prefix;

    public static AuthorizationPlan Create(NumberVerifyClientOptions options, NumberVerifyOperation operation)
    {
        var profile = options.Profile;
        var purpose = options.Purpose ?? profile.PurposeOf(operation);
        var apiScope = profile.ScopeOf(operation);
        var sent = !profile.SendsApiScope ? null : profile.PurposePlace == PurposePlace.JoinedToScope ? purpose + ProtocolNames.Values.PurposeSeparator + apiScope : apiScope;
        string?[] scopes = [profile.UsesOpenId ? ProtocolNames.Values.OpenId : null, profile.PurposePlace == PurposePlace.ScopeValue ? purpose : null, sent];
        string[] given = [.. scopes.OfType<string>()];
        return new AuthorizationPlan(apiScope, string.Join(' ', given), given, sent, profile.PurposePlace == PurposePlace.Parameter ? purpose : null);
    }

    /// <summary>The authorization URL up to what differs between two requests.</summary>
    public string PrefixOf(Uri endpoint, NumberVerifyClientOptions options)
    {
        if (_prefix is not { } made || !ReferenceEquals(made.Item1, endpoint))
        {
            // One reference, so that no caller sees half of it.
            _prefix = made = Tuple.Create(
                endpoint,
                AuthorizationUrl.WithScope(AuthorizationUrl.Prefix(endpoint, options.ClientId, options.RedirectUri), Scope, options.Profile.Prompt, Purpose, options.Profile.MaxAge));
        }

        return made.Item2;
    }

    /// <summary>The same for a grant that yields no id_token.</summary>
    public AuthorizationPlan WithoutOpenId()
    {
        string[] scopes = [.. Scopes.Where(static scope => scope != ProtocolNames.Values.OpenId)];
        return this with { Scope = string.Join(' ', scopes), Scopes = scopes };
    }

    /// <summary>Whether scopes that were granted include the API scope, with its purpose or without.</summary>
    public bool IsGranted(string[] granted) => granted.Contains(ApiScope, StringComparer.Ordinal) || (SentApiScope is not null && granted.Contains(SentApiScope, StringComparer.Ordinal));
}
