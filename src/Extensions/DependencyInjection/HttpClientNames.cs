namespace NumberVerify;

/// <summary>Under which name the factory keeps the HTTP client of one registration.</summary>
internal static class HttpClientNames
{
    private const string Prefix = "NumberVerify";

    public static string Of(string? name) => string.IsNullOrEmpty(name) ? Prefix : $"{Prefix}:{name}";
}
