using System.Text.RegularExpressions;

namespace NumberVerify.Interop.Tests;

/// <summary>Prism over an OpenAPI document: in the place of a server, or between a client and one, and then it names in a header what of an exchange breaks the document.</summary>
internal sealed partial class ContractServer : IAsyncDisposable
{
    /// <summary>The response header that lists what request and response broke; absent when they kept to the document.</summary>
    public const string Violations = "sl-violations";

    private readonly NodeServer _server;

    private ContractServer(NodeServer server, Uri root)
    {
        _server = server;
        Root = root;
    }

    public Uri Root { get; }

    public static Task<ContractServer> MockAsync(string document) => StartAsync("mock", document, "--errors");

    public static Task<ContractServer> BetweenAsync(string document, Uri upstream) => StartAsync("proxy", document, upstream.AbsoluteUri.TrimEnd('/'));

    /// <summary>Takes the base path away: Prism serves a document's paths at its root, whatever the servers of the document say.</summary>
    public DelegatingHandler AtItsRoot(string basePath) => new BasePathHandler(Root, basePath);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static async Task<ContractServer> StartAsync(params string[] arguments)
    {
        var (server, address) = await NodeServer.StartAsync(
            ["node_modules/@stoplight/prism-cli/dist/index.js", .. arguments, "--host", "127.0.0.1", "--port", "0"],
            line => Listening().Match(line) is { Success: true } match ? match.Groups[1].Value : null);
        return new ContractServer(server, new Uri(address));
    }

    [GeneratedRegex(@"listening on (http://127\.0\.0\.1:\d+)")]
    private static partial Regex Listening();

    private sealed class BasePathHandler(Uri root, string basePath) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.Authority == root.Authority)
            {
                Assert.StartsWith(basePath, request.RequestUri.AbsolutePath, StringComparison.Ordinal);
                request.RequestUri = new Uri(root, request.RequestUri.AbsolutePath[basePath.Length..]);
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
