namespace NumberVerify.Simulator;

/// <summary>Where the operator sent the device. Not a record: a record would print the code.</summary>
internal sealed class AuthorizationCallback
{
    public required string Location { get; init; }

    /// <summary>The query of the location, decoded; a parameter of the redirect URI's own is among them.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    internal static AuthorizationCallback Of(Uri location)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        var query = location.OriginalString.AsSpan(location.OriginalString.IndexOf('?', StringComparison.Ordinal) + 1);
        foreach (var range in query.Split('&'))
        {
            var pair = query[range];
            var equals = pair.IndexOf('=');
            if (equals > 0 && FormUrlEncoding.TryDecode(pair[..equals], out var name) && FormUrlEncoding.TryDecode(pair[(equals + 1)..], out var value))
            {
                parameters[name] = value;
            }
        }

        return new AuthorizationCallback { Location = location.OriginalString, Parameters = parameters };
    }
}
