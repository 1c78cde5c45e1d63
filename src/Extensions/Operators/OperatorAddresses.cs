namespace NumberVerify;

/// <summary>The addresses one client works with: those of its options or, where these give none, those its profile knows.</summary>
/// <remarks>Each is null where neither has it, and both endpoints are where they are to be discovered.</remarks>
internal sealed record OperatorAddresses(Uri? AuthorizationEndpoint, Uri? TokenEndpoint, Uri? ApiRoot)
{
    public static OperatorAddresses Of(NumberVerifyClientOptions options)
    {
        var profile = options.Profile;
        var (authorization, token) = options.AuthorizationEndpoint is null && options.TokenEndpoint is null
            ? (Below(options.AuthBase ?? profile?.AuthBase, profile?.AuthorizationPath), Below(options.AuthBase ?? profile?.TokenBase ?? profile?.AuthBase, profile?.TokenPath))
            // Given by half is a fault for the validator: a code must not go to a server that did not issue it.
            : (options.AuthorizationEndpoint, options.TokenEndpoint);

        // A token of the caller's own server is none of the profile's API.
        var isElsewhere = options.AuthBase is not null || options.AuthorizationEndpoint is not null || options.TokenEndpoint is not null;
        return new OperatorAddresses(authorization, token, options.ApiRoot ?? (isElsewhere ? null : profile?.ApiRoot));
    }

    private static Uri? Below(Uri? root, string? path) => root is { IsAbsoluteUri: true } && path is not null ? new Uri($"{root.AbsoluteUri.TrimEnd('/')}/{path}") : null;
}
