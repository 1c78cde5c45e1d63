using Microsoft.AspNetCore.Http;

namespace NumberVerify.Simulator;

/// <summary>The page for people, at <c>/</c>: files embedded in this assembly. It does nothing the control API cannot do, and refers to nothing outside of this server.</summary>
internal sealed class SimulatorPage
{
    private const string ResourcePrefix = "Page/";

    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    internal SimulatorPage(OperatorSimulator simulator, OperatorSimulatorOptions options, IEnumerable<Route> operatorRoutes)
    {
        var files = typeof(SimulatorPage).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .Select(name => name[ResourcePrefix.Length..])
            .Order(StringComparer.Ordinal)
            .ToArray();
        var state = new PageState
        {
            Issuer = simulator.Issuer.OriginalString,
            AuthorizationEndpoint = simulator.AuthorizationEndpoint.OriginalString,
            TokenPath = options.Dialect.TokenPath,
            BackchannelPath = options.Dialect.BackchannelPath,
            GrantTypes = options.Dialect.GrantTypes,
            Routes = [.. operatorRoutes.Select(route => new PageRoute(route.Method, route.Path))],
            Clients = [.. options.Clients.Select(client => new PageClient(client.ClientId, client.RedirectUris[0]))],
            Documents = [.. files.Where(file => file.EndsWith(".yaml", StringComparison.Ordinal)).Select(file => Wire.Page.Files + file)],
        };
        Routes =
        [
            .. files.Select(File),
            ControlApi.Guarded(HttpMethods.Get, Wire.Page.State, context => JsonReply.WriteAsync(context, StatusCodes.Status200OK, state, ControlJson.Wire.PageState)),
        ];
    }

    internal IReadOnlyList<Route> Routes { get; }

    private static Route File(string file) =>
        new(HttpMethods.Get, file == "index.html" ? Wire.Page.Root : Wire.Page.Files + file, context => WriteAsync(context, file));

    /// <summary>A link on any site may lead here; that site can neither frame the page nor load a part of it.</summary>
    private static async Task WriteAsync(HttpContext context, string file)
    {
        if (!ControlGuard.IsOwnHost(context))
        {
            await ErrorInfo.PermissionDenied.WriteAsync(context).ConfigureAwait(false);
            return;
        }

        var content = typeof(SimulatorPage).Assembly.GetManifestResourceStream(ResourcePrefix + file)!;
        await using (content.ConfigureAwait(false))
        {
            var response = context.Response;
            response.ContentType = ContentType(file);
            response.ContentLength = content.Length;
            response.Headers.CacheControl = "no-store";
            response.Headers.XContentTypeOptions = "nosniff";
            response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
            response.Headers[Wire.Headers.ReferrerPolicy] = "no-referrer";
            response.Headers[Wire.Headers.ResourcePolicy] = "same-origin";
            await content.CopyToAsync(response.Body, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private static string ContentType(string file) => Path.GetExtension(file) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".json" => Wire.MediaTypes.Json,
        _ => "text/plain; charset=utf-8", // documents are for reading, and a browser would download application/yaml
    };
}
