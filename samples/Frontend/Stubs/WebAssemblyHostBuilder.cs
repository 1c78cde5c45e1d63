using Microsoft.Extensions.DependencyInjection;

// As much of the WebAssembly host as Program.cs names, for a build without its package; nothing here runs.
namespace Microsoft.AspNetCore.Components.WebAssembly.Hosting;

internal sealed class WebAssemblyHostBuilder
{
    public RootComponentMappingCollection RootComponents { get; } = new();

    public IServiceCollection Services { get; } = new ServiceCollection();

    public IWebAssemblyHostEnvironment HostEnvironment => throw Unsupported();

    public static WebAssemblyHostBuilder CreateDefault(string[] args) => throw Unsupported();

    public WebAssemblyHost Build() => throw Unsupported();

    private static PlatformNotSupportedException Unsupported() => new("Built without the browser's runtime; -p:RealBlazor=true builds with it.");
}

internal sealed class RootComponentMappingCollection
{
    public void Add<TComponent>(string selector)
        where TComponent : IComponent
    {
    }
}

internal interface IWebAssemblyHostEnvironment
{
    string BaseAddress { get; }
}

internal sealed class WebAssemblyHost
{
    public Task RunAsync() => Task.CompletedTask;
}
