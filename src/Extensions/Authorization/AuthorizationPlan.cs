namespace NumberVerify;

/// <summary>What one client asks for, whenever it asks for one operation: fixed text, made once.</summary>
/// <param name="ApiScope">The one API scope.</param>
/// <param name="Scope">The whole <c>scope</c> parameter.</param>
/// <param name="Scopes">The same, value by value.</param>
internal sealed record AuthorizationPlan(string ApiScope, string Scope, IReadOnlyList<string> Scopes)
{
    private Tuple<Uri, string>? _prefix;

    public static AuthorizationPlan Create(NumberVerifyClientOptions options, string apiScope)
    {
        string[] scopes = options.Profile.UsesOpenId ? [ProtocolNames.Values.OpenId, options.Purpose, apiScope] : [options.Purpose, apiScope];
        return new AuthorizationPlan(apiScope, string.Join(' ', scopes), scopes);
    }

    /// <summary>The authorization URL up to what differs between two requests.</summary>
    public string PrefixOf(Uri endpoint, NumberVerifyClientOptions options)
    {
        if (_prefix is not { } made || !ReferenceEquals(made.Item1, endpoint))
        {
            // One reference, so that no caller sees half of it.
            _prefix = made = Tuple.Create(endpoint, AuthorizationUrl.WithScope(AuthorizationUrl.Prefix(endpoint, options.ClientId, options.RedirectUri!), Scope, options.Profile.Prompt));
        }

        return made.Item2;
    }
}
