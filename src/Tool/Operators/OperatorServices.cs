using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NumberVerify.Tool.Running;

namespace NumberVerify.Tool.Operators;

/// <summary>The library as an application would register it, for one run of a command, with every exchange watched.</summary>
internal sealed class OperatorServices : IAsyncDisposable
{
    private readonly ServiceProvider _provider;
    private readonly string _httpClientName;

    /// <param name="configuration">What is configured.</param>
    /// <param name="context">The run, whose clock counts.</param>
    /// <param name="add">What else the command needs.</param>
    public OperatorServices(IConfigurationRoot configuration, CommandContext context, Action<IServiceCollection>? add = null)
    {
        Watch = new ExchangeWatch(context.Surroundings.Time);
        var services = new ServiceCollection();
        services.AddSingleton(context.Surroundings.Time);
        _httpClientName = services.AddNumberVerify(configuration.GetSection(OperatorConfiguration.Section)).AddHttpMessageHandler(Watch.CreateHandler).Name;
        add?.Invoke(services);
        _provider = services.BuildServiceProvider();
    }

    public ExchangeWatch Watch { get; }

    /// <summary>What the client works with.</summary>
    /// <exception cref="OptionsValidationException">Names every fault.</exception>
    public NumberVerifyClientOptions Options => _provider.GetRequiredService<IOptionsMonitor<NumberVerifyClientOptions>>().Get(Microsoft.Extensions.Options.Options.DefaultName);

    public NumberVerifyClient Client => _provider.GetRequiredService<NumberVerifyClient>();

    public PhoneVerifier Verifier => _provider.GetRequiredService<PhoneVerifier>();

    /// <summary>An HTTP client that leaves as the library's own requests do.</summary>
    public HttpClient CreateHttpClient()
    {
        var client = _provider.GetRequiredService<IHttpClientFactory>().CreateClient(_httpClientName);
        client.Timeout = Options.Timeout;
        return client;
    }

    public ValueTask DisposeAsync() => _provider.DisposeAsync();
}
