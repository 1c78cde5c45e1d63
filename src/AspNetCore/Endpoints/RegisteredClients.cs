using Microsoft.Extensions.Options;

namespace NumberVerify.AspNetCore;

/// <summary>What the endpoints need to know of the registered clients: where callbacks arrive, and whose pages are the application's own. From the configuration alone.</summary>
internal sealed class RegisteredClients
{
    private readonly Dictionary<string, string> _paths;

    public RegisteredClients(IEnumerable<string> names, IOptionsMonitor<NumberVerifyClientOptions> clients, NumberVerifyEndpointOptions options, bool isDevelopment)
    {
        var all = names.Select(name => (Name: name, Options: clients.Get(name))).ToList();
        var web = all.Where(static client => client.Options.RedirectUri is { Scheme: "https" or "http" }).ToList();
        var redirects = web.Select(static client => client.Options.RedirectUri!).ToList();
        _paths = web.ToDictionary(static client => client.Name, client => options.CallbackPath ?? client.Options.RedirectUri!.AbsolutePath, StringComparer.Ordinal);
        CallbackPaths = [.. _paths.Values.Distinct(StringComparer.Ordinal)];
        OwnOrigins = redirects.Select(static uri => uri.GetLeftPart(UriPartial.Authority)).Concat(options.AllowedOrigins).ToHashSet(StringComparer.Ordinal);

        // A redirect URI without TLS is loopback's, and for development; without any there is only the environment to tell.
        IsSecure = redirects.Count > 0 ? redirects.Any(static uri => uri.Scheme == Uri.UriSchemeHttps) : !isDevelopment;
        FormAction = string.Join(' ', OwnOrigins.Prepend("'self'"));

        // A form's redirects are held to the policy too, and where an operator sends a device on its way is the operator's business.
        StartFormAction = FormAction + " https:" + (all.Any(static client => client.Options.AllowLoopbackHttp) ? " http://127.0.0.1:* http://localhost:*" : "");
    }

    public IReadOnlyList<string> CallbackPaths { get; }

    /// <summary>Whether somebody mapped the endpoints: a callback can end in one place only.</summary>
    public bool IsMapped { get; set; }

    /// <summary>Where a client's callbacks arrive; null where that is not here.</summary>
    public string? CallbackPathOf(string clientName) => _paths.GetValueOrDefault(clientName);

    public IReadOnlySet<string> OwnOrigins { get; }

    public bool IsSecure { get; }

    /// <summary>Where the code page's forms may lead.</summary>
    public string FormAction { get; }

    /// <summary>Where the form that starts may lead.</summary>
    public string StartFormAction { get; }
}
