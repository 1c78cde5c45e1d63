using Microsoft.CodeAnalysis;

namespace NumberVerify.Analyzers;

/// <summary>What is wrong with a constant redirect URI (RFC 6749 3.1.2, RFC 8252 7 and 8).</summary>
/// <param name="What">In a message, after "that".</param>
/// <param name="Severity">How grave it is.</param>
/// <param name="IsScheme">Whether https in place of http is the whole remedy.</param>
internal sealed record RedirectUriFault(string What, DiagnosticSeverity Severity, bool IsScheme = false)
{
    private static readonly RedirectUriFault s_relative = new("is relative, so that an attacker's host header may complete it", DiagnosticSeverity.Warning);
    private static readonly RedirectUriFault s_script = new("names no place to send an answer to but something to run or show", DiagnosticSeverity.Warning);
    private static readonly RedirectUriFault s_fragment = new("has a fragment", DiagnosticSeverity.Warning);
    private static readonly RedirectUriFault s_wildcard = new("has a wildcard", DiagnosticSeverity.Warning);
    private static readonly RedirectUriFault s_userInfo = new("holds user information", DiagnosticSeverity.Warning);
    private static readonly RedirectUriFault s_http = new("uses http, so that the code is readable on its way", DiagnosticSeverity.Warning, IsScheme: true);
    private static readonly RedirectUriFault s_loopback = new("leads to loopback, where another app of the phone may listen", DiagnosticSeverity.Info);
    private static readonly RedirectUriFault s_emulator = new("leads to a development machine", DiagnosticSeverity.Info);
    private static readonly RedirectUriFault s_scheme = new("has a scheme of its own, which a web application cannot answer", DiagnosticSeverity.Warning);
    private static readonly RedirectUriFault s_appScheme = new("has an app's scheme, which only the app can answer", DiagnosticSeverity.Info);

    /// <summary>The worst fault of <paramref name="uri"/>, in which <see cref="TextWithHoles.Hole"/> stands for what is not known; null where there is none.</summary>
    public static RedirectUriFault? Of(string uri, ProjectContext project)
    {
        uri = uri.Trim();
        if (uri.Length == 0 || uri[0] == TextWithHoles.Hole || IsTemplate(uri))
        {
            return null;
        }

        if (Scheme(uri) is not { } scheme)
        {
            // Text without a slash or a dot is a word that an authorization server knows, such as Google's postmessage.
            return uri.IndexOfAny([' ', TextWithHoles.Hole]) < 0 && uri.IndexOfAny(['/', '.']) >= 0 ? s_relative : null;
        }

        switch (scheme)
        {
            case "javascript" or "data" or "vbscript" or "file" or "blob" or "about":
                return s_script;
            case "http" or "https":
                break;
            case "urn" or "storagerelay" or "ms-app" or "ms-appx-web":
                return null;
            default:
                return project.IsBrowser ? s_scheme
                    : project.Kind is not ProjectKind.Backend ? null
                    : scheme.IndexOf('.') > 0 ? s_appScheme
                    : s_scheme;
        }

        var authority = Authority(uri, scheme.Length + 3, out var isWhole);
        return uri.IndexOf('#') >= 0 ? s_fragment
            : uri.IndexOf('*') >= 0 ? s_wildcard
            : authority.IndexOf('@') >= 0 ? s_userInfo
            : scheme is "http" && isWhole ? OfHost(Host(authority), project)
            : null;
    }

    /// <summary>Whether plain http stays on the machine: <c>localhost</c> and its subdomains, 127.0.0.0/8, ::1; an Android emulator's way to its host counts too.</summary>
    public static bool IsLocal(string uri) =>
        Scheme(uri) is { } scheme && Host(Authority(uri, Math.Min(uri.Length, scheme.Length + 3), out _)) is var host && (IsLoopback(host) || IsEmulator(host));

    private static RedirectUriFault? OfHost(string host, ProjectContext project) =>
        host.Length == 0 ? null
        : IsLoopback(host) ? (project.IsMobile ? s_loopback : null)
        : IsEmulator(host) ? s_emulator
        : s_http;

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (System.Net.IPAddress.TryParse(host.Trim('[', ']'), out var address) && host.IndexOfAny(['.', ':']) > 0 && System.Net.IPAddress.IsLoopback(address));

    private static bool IsEmulator(string host) => host is "10.0.2.2" or "10.0.3.2" or "host.docker.internal";

    /// <summary>Letters before a colon, in lower case. A host with a port has none.</summary>
    private static string? Scheme(string uri)
    {
        var colon = uri.IndexOf(':');
        if (colon <= 1 || !char.IsLetter(uri[0]) || (colon + 1 < uri.Length && char.IsDigit(uri[colon + 1])))
        {
            return null;
        }

        for (var i = 1; i < colon; i++)
        {
            if (!char.IsLetterOrDigit(uri[i]) && uri[i] is not ('+' or '-' or '.'))
            {
                return null;
            }
        }

        return uri.Substring(0, colon).ToLowerInvariant();
    }

    /// <summary>What is between the slashes; whole unless the rest of it is not known.</summary>
    private static string Authority(string uri, int start, out bool isWhole)
    {
        start = Math.Min(start, uri.Length);
        var end = uri.IndexOfAny(['/', '?', '#'], start);
        var authority = uri.Substring(start, (end < 0 ? uri.Length : end) - start);
        var hole = authority.IndexOf(TextWithHoles.Hole);
        isWhole = hole < 0 || authority.LastIndexOf(':', hole) > authority.LastIndexOf(']');
        return authority;
    }

    private static string Host(string authority)
    {
        var host = authority.Substring(authority.LastIndexOf('@') + 1);
        var port = host.LastIndexOf(':');
        return port > host.LastIndexOf(']') ? host.Substring(0, port) : host;
    }

    private static bool IsTemplate(string uri) =>
        uri.IndexOfAny(['{', '<', '%', '$']) is var at && at >= 0 && (uri[at] is not '%' || uri.IndexOf('%', at + 1) - at > 3);
}
