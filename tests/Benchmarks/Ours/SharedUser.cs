using Microsoft.Extensions.DependencyInjection;

namespace NumberVerify.Benchmarks;

/// <summary>Many callers of one user's client: its code is exchanged once.</summary>
internal static class SharedUser
{
    /// <summary>How many token requests and how many sessions the callers made.</summary>
    public static async Task<(int Requests, int Sessions)> CountAsync(Uri address)
    {
        var requests = 0;
        var services = new ServiceCollection();
        OurRegistration.Add(services, address, OurRegistration.SecretProfile, key: null)
            .AddHttpMessageHandler(() => new CountingHandler(() => Interlocked.Increment(ref requests)));
        await using var provider = services.BuildServiceProvider();
        var user = OurRegistration.CreateUser(provider.GetRequiredService<NumberVerifyClient>());
        var sessions = await Task.WhenAll(Enumerable.Range(0, Crowd.Callers).Select(_ => Task.Run(() => user.GetSessionAsync())));
        return (requests, sessions.Distinct(ReferenceEqualityComparer.Instance).Count());
    }

    private sealed class CountingHandler(Action count) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            count();
            return base.SendAsync(request, cancellationToken);
        }
    }
}
