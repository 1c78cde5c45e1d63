namespace NumberVerify;

/// <summary>Under which name the factory keeps the HTTP client of one client.</summary>
internal static class HttpClientNames
{
    /// <summary>What the HTTP clients of names that are not registered are configured like; no client's name yields it.</summary>
    public const string Unregistered = Prefix + "*";

    private const string Prefix = "NumberVerify";
    private const string Separator = ":";

    public static string Of(string? name) => string.IsNullOrEmpty(name) ? Prefix : Prefix + Separator + name;

    /// <summary>The client's name; null where the HTTP client is none of ours.</summary>
    public static string? ClientNameOf(string? name) => name switch
    {
        Prefix => "",
        _ when name?.StartsWith(Prefix + Separator, StringComparison.Ordinal) == true => name[(Prefix.Length + Separator.Length)..],
        _ => null,
    };
}
