using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;

namespace NumberVerify.Benchmarks;

/// <summary>The library as AddNumberVerify registers it, with nothing added.</summary>
internal static class OurRegistration
{
    /// <summary>What a plain OAuth server with a shared secret takes.</summary>
    public static OperatorProfile SecretProfile { get; } = OperatorProfile.Camara with { UsesOpenId = false, ClientAuthentication = ClientAuthenticationMethod.ClientSecretBasic };

    /// <summary>CAMARA's client authentication, without an id_token to check.</summary>
    public static OperatorProfile KeyProfile { get; } = OperatorProfile.Camara with { UsesOpenId = false };

    /// <param name="services">Where it is registered.</param>
    /// <param name="address">The operator's; its endpoints are known, so that nothing is discovered.</param>
    /// <param name="profile">The operator's too.</param>
    /// <param name="key">Signs the client assertion; null where the profile has a secret.</param>
    public static IHttpClientBuilder Add(IServiceCollection services, Uri address, OperatorProfile profile, ECDsa? key) => services.AddNumberVerify(options =>
    {
        options.ClientId = Wire.ClientId;
        options.ClientSecret = key is null ? Wire.ClientSecret : null;
        options.Signer = key is null ? null : Signer.FromPem(key.ExportPkcs8PrivateKeyPem(), Wire.KeyId);
        options.RedirectUri = new Uri(Wire.RedirectUri);
        options.Issuer = address.OriginalString;
        options.AuthorizationEndpoint = new Uri(address, Wire.AuthorizePath);
        options.TokenEndpoint = new Uri(address, Wire.TokenPath);
        options.JwksUri = new Uri(address, "/jwks");
        options.ApiRoot = address;
        options.AllowLoopbackHttp = address.IsLoopback;
        options.Profile = profile;
        options.Timeout = Wire.Timeout;
    });

    public static NumberVerifyClient CreateClient(Uri address, OperatorProfile profile, ECDsa? key = null)
    {
        var services = new ServiceCollection();
        Add(services, address, profile, key);
        return services.BuildServiceProvider().GetRequiredService<NumberVerifyClient>();
    }

    /// <summary>A user whose callback has come, and whose code is not exchanged yet.</summary>
    public static NumberVerifyUserClient CreateUser(NumberVerifyClient client)
    {
        var request = AuthorizationRequest.Create();
        return client.ForUser(request, AuthorizationResponse.Parse(Wire.Callback(request.State)), Wire.PhoneNumber);
    }
}
