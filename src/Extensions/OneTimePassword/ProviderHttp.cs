namespace NumberVerify;

/// <summary>How a provider's requests leave the process.</summary>
internal static class ProviderHttp
{
    /// <summary>The one HTTP client of a provider without a container.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The handler follows redirects, which would carry numbers, codes and keys to another host.</exception>
    public static Func<HttpClient> Of(HttpMessageHandler? handler, TimeSpan timeout)
    {
        handler ??= HandlerRules.CreatePrimaryHandler();
        HandlerRules.ThrowIfUnsafe(handler);
        var client = new HttpClient(handler, disposeHandler: false) { Timeout = timeout };
        return () => client;
    }

    /// <summary>An address below the root, which may have a path itself.</summary>
    public static Uri Below(Uri root, string path) => new($"{root.AbsoluteUri.TrimEnd('/')}/{path}");
}
