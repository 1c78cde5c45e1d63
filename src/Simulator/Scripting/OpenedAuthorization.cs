namespace NumberVerify.Simulator;

/// <summary>An authorization URL, and the device that is to open it.</summary>
internal sealed class OpenedAuthorization
{
    public required string Id { get; init; }

    public required string Url { get; init; }

    /// <exception cref="FormatException">The URL leads elsewhere: nobody shall make the simulator call other servers.</exception>
    internal Uri UrlAt(Uri endpoint) => Url.StartsWith(endpoint.OriginalString + "?", StringComparison.Ordinal)
        ? new Uri(Url)
        : throw new FormatException("The URL must be the authorization endpoint's, with a query.");
}
