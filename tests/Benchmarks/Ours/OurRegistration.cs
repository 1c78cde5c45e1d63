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

    public static NumberVerifyClient CreateClient(Uri address, OperatorProfile profile, ECDsa key)
    {
        var services = new ServiceCollection();
        services.AddNumberVerify(options =>
        {
            options.ClientId = Wire.ClientId;
            options.RedirectUri = new Uri(Wire.RedirectUri);
            options.Issuer = address.OriginalString;
            options.AuthorizationEndpoint = new Uri(address, Wire.AuthorizePath);
            options.TokenEndpoint = new Uri(address, Wire.TokenPath);
            options.JwksUri = new Uri(address, "/jwks");
            options.ApiRoot = address;
            options.AllowLoopbackHttp = address.IsLoopback;
            options.Profile = profile;
            options.Timeout = Wire.Timeout;
            if (profile.ClientAuthentication == ClientAuthenticationMethod.PrivateKeyJwt)
            {
                options.Signer = Signer.FromPem(key.ExportPkcs8PrivateKeyPem(), Wire.KeyId);
            }
            else
            {
                options.ClientSecret = Wire.ClientSecret;
            }
        });
        return services.BuildServiceProvider().GetRequiredService<NumberVerifyClient>();
    }

    /// <summary>A user whose callback has come, and whose code is not exchanged yet.</summary>
    public static NumberVerifyUserClient CreateUser(NumberVerifyClient client)
    {
        var request = AuthorizationRequest.Create();
        return client.ForUser(request, AuthorizationResponse.Parse(Wire.Callback(request.State)), Wire.PhoneNumber);
    }
}
