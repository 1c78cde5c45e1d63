namespace NumberVerify.Unit.Tests.Support;

/// <summary>Reads a query as an operator does, without a library of ours.</summary>
internal static class Query
{
    public static IReadOnlyList<KeyValuePair<string, string>> Of(Uri uri) =>
        [.. uri.AbsoluteUri[(uri.AbsoluteUri.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('&').Select(static pair => pair.Split('=', 2)).Select(static pair => KeyValuePair.Create(Decode(pair[0]), Decode(pair[1])))];

    public static string? Value(Uri uri, string name) => Of(uri).SingleOrDefault(pair => pair.Key == name).Value;

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
