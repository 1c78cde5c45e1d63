using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace NumberVerify;

/// <summary>Gives a client whose name comes at run time an HTTP client of its own, configured as the one that stands for all of them.</summary>
internal sealed class UnregisteredHttpClients(IServiceProvider services, ClientNames names) : IConfigureNamedOptions<HttpClientFactoryOptions>
{
    public void Configure(string? name, HttpClientFactoryOptions options)
    {
        if (HttpClientNames.ClientNameOf(name) is not { } client || names.Contains(client))
        {
            return;
        }

        foreach (var setup in services.GetServices<IConfigureOptions<HttpClientFactoryOptions>>())
        {
            if (setup is ConfigureNamedOptions<HttpClientFactoryOptions> { Name: HttpClientNames.Unregistered } named)
            {
                named.Action?.Invoke(options);
            }
        }
    }

    public void Configure(HttpClientFactoryOptions options) => Configure(Options.DefaultName, options);
}
