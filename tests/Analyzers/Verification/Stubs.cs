namespace NumberVerify.Analyzers.Tests.Verification;

/// <summary>The shape of the libraries that rules know, ours too: the feed of a build machine need not carry them.</summary>
internal static class Stubs
{
    /// <summary>Always referenced. A member is here because a test uses it.</summary>
    public const string Foreign = """
        namespace NumberVerify
        {
            public interface ISigner { }
            public static class Signer
            {
                [BackendSecret] public static ISigner FromPem(string pem, string keyId, string algorithm = null) => null;
                [BackendSecret] public static ISigner FromJwk(string json, string keyId = null, string algorithm = null) => null;
                [BackendSecret] public static ISigner FromCertificate(System.Security.Cryptography.X509Certificates.X509Certificate2 certificate, string keyId = null, string algorithm = null) => null;
            }
            [AttributeUsage(AttributeTargets.All)]
            internal sealed class BackendSecretAttribute : Attribute { }
            public sealed class NumberVerifyClientOptions
            {
                public string ClientId { get; set; }
                [BackendSecret] public string ClientSecret { get; set; }
                [BackendSecret] public ISigner Signer { get; set; }
                [BackendSecret] public ISigner DPoPSigner { get; set; }
                public string Purpose { get; set; }
                public Uri RedirectUri { get; set; }
                public Uri ApiRoot { get; set; }
                public OperatorProfile Profile { get; set; }
                public static NumberVerifyClientOptions FromEnvironment() => null;
            }
        }
        namespace Duende.IdentityModel.OidcClient
        {
            public class Policy { public bool RequireIdentityTokenSignature { get; set; } = true; public Duende.IdentityModel.Client.DiscoveryPolicy Discovery { get; set; } = new(); }
            public class OidcClientOptions
            {
                public string Authority { get; set; }
                public string RedirectUri { get; set; }
                public Policy Policy { get; set; } = new();
                public string ClientId { get; set; }
                public string ClientSecret { get; set; }
                public string Scope { get; set; }
            }
            public class OidcClient { public OidcClient(OidcClientOptions options) { } }
        }
        namespace Duende.IdentityModel.Client
        {
            public class ProtocolRequest { public string ClientId { get; set; } public string ClientSecret { get; set; } }
            public class DiscoveryPolicy { public bool RequireHttps { get; set; } = true; public bool ValidateIssuerName { get; set; } = true; }
            public class AuthorizationCodeTokenRequest : ProtocolRequest { public string Code { get; set; } }
        }
        namespace Microsoft.AspNetCore.Authentication.OpenIdConnect
        {
            public class OpenIdConnectOptions
            {
                public string ClientId { get; set; }
                public virtual string ClientSecret { get; set; }
                public string Authority { get; set; }
                public bool RequireHttpsMetadata { get; set; } = true;
                public bool UsePkce { get; set; } = true;
                public Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectProtocolValidator ProtocolValidator { get; set; } = new();
                public Microsoft.IdentityModel.Tokens.TokenValidationParameters TokenValidationParameters { get; set; } = new();
            }
        }
        namespace Microsoft.AspNetCore.Authentication
        {
            public class AuthenticationProperties { public string RedirectUri { get; set; } }
        }
        namespace Microsoft.AspNetCore.Authentication.JwtBearer
        {
            public class JwtBearerOptions { public string Authority { get; set; } public bool RequireHttpsMetadata { get; set; } = true; }
        }
        namespace Microsoft.IdentityModel.Protocols.OpenIdConnect
        {
            public class OpenIdConnectProtocolValidator { public bool RequireNonce { get; set; } = true; public bool RequireState { get; set; } = true; }
            public class OpenIdConnectMessage { public string State { get; set; } public string Nonce { get; set; } public string RedirectUri { get; set; } }
        }
        namespace Microsoft.Extensions.Hosting
        {
            public interface IHostEnvironment { string EnvironmentName { get; } }
            public static class HostEnvironmentEnvExtensions
            {
                public static bool IsDevelopment(this IHostEnvironment environment) => true;
                public static bool IsProduction(this IHostEnvironment environment) => true;
            }
        }
        namespace Microsoft.Identity.Client
        {
            public class ConfidentialClientApplicationBuilder
            {
                public static ConfidentialClientApplicationBuilder Create(string clientId) => null;
                public ConfidentialClientApplicationBuilder WithClientSecret(string clientSecret) => this;
                public ConfidentialClientApplicationBuilder WithAuthority(string authority) => this;
                public object Build() => null;
            }
        }
        namespace Azure.Identity
        {
            public class ClientSecretCredential
            {
                public ClientSecretCredential(string tenantId, string clientId, string clientSecret) { }
            }
        }
        namespace Google.Apis.Auth.OAuth2
        {
            public sealed class ClientSecrets { public string ClientId { get; set; } public string ClientSecret { get; set; } }
        }
        namespace OpenIddict.Client.WebIntegration
        {
            public class GitHubBuilder { public GitHubBuilder SetClientId(string value) => this; public GitHubBuilder SetClientSecret(string value) => this; }
        }
        namespace Microsoft.Extensions.DependencyInjection
        {
            public interface IServiceCollection { }
            public sealed class OptionsBuilder<T> { }
            public static class NumberVerifyServiceCollectionExtensions
            {
                public static IServiceCollection AddNumberVerify(this IServiceCollection services, Microsoft.Extensions.Configuration.IConfiguration configuration) => services;
                public static IServiceCollection AddNumberVerify(this IServiceCollection services, Action<NumberVerify.NumberVerifyClientOptions> configure) => services;
            }
            public static class OptionsConfigurationServiceCollectionExtensions
            {
                public static IServiceCollection Configure<T>(this IServiceCollection services, Microsoft.Extensions.Configuration.IConfiguration config) => services;
            }
            public static class OptionsBuilderConfigurationExtensions
            {
                public static OptionsBuilder<T> Bind<T>(this OptionsBuilder<T> builder, Microsoft.Extensions.Configuration.IConfiguration config) => builder;
                public static OptionsBuilder<T> BindConfiguration<T>(this OptionsBuilder<T> builder, string path) => builder;
            }
            public static class OptionsExtensions
            {
                public static OptionsBuilder<T> AddOptions<T>(this IServiceCollection services) => null;
                public static IServiceCollection Configure<T>(this IServiceCollection services, Action<T> configure) => services;
            }
        }
        namespace Microsoft.Extensions.Configuration
        {
            public interface IConfiguration { string this[string key] { get; set; } IConfigurationSection GetSection(string key); }
            public interface IConfigurationSection : IConfiguration { string Value { get; set; } }
            public static class ConfigurationExtensions { public static IConfigurationSection GetRequiredSection(this IConfiguration configuration, string key) => null; }
            public static class ConfigurationBinder
            {
                public static T Get<T>(this IConfiguration configuration) => default;
                public static object Get(this IConfiguration configuration, Type type) => null;
                public static T GetValue<T>(this IConfiguration configuration, string key) => default;
                public static void Bind(this IConfiguration configuration, object instance) { }
                public static void Bind(this IConfiguration configuration, string key, object instance) { }
            }
        }
        namespace Microsoft.IdentityModel.Tokens
        {
            public delegate string IssuerValidator(string issuer, object token, TokenValidationParameters parameters);
            public class TokenValidationParameters
            {
                public bool ValidateIssuer { get; set; } = true;
                public bool ValidateAudience { get; set; } = true;
                public bool ValidateLifetime { get; set; } = true;
                public bool RequireSignedTokens { get; set; } = true;
                public IssuerValidator IssuerValidator { get; set; }
            }
            public class JsonWebKey { public JsonWebKey() { } public JsonWebKey(string json) { } public string Kty { get; set; } public string X { get; set; } public string D { get; set; } }
        }
        namespace RestSharp
        {
            public class RestRequest { public RestRequest AddParameter(string name, string value) => this; public RestRequest AddHeader(string name, string value) => this; }
        }
        namespace Microsoft.AspNetCore.WebUtilities
        {
            public static class QueryHelpers { public static string AddQueryString(string uri, string name, string value) => uri; }
        }
        namespace System.Configuration
        {
            public static class ConfigurationManager { public static System.Collections.Specialized.NameValueCollection AppSettings => null; }
        }
        namespace Microsoft.Maui.Storage
        {
            public static class Preferences { public static string Get(string key, string fallback) => null; public static void Set(string key, string value) { } }
            public interface ISecureStorage { Task<string> GetAsync(string key); Task SetAsync(string key, string value); }
            public static class SecureStorage
            {
                public static ISecureStorage Default => null;
                public static Task<string> GetAsync(string key) => null;
                public static Task SetAsync(string key, string value) => null;
            }
        }
        namespace Microsoft.AspNetCore.Components
        {
            public abstract class ComponentBase { protected virtual void BuildRenderTree(Rendering.RenderTreeBuilder builder) { } }
            [AttributeUsage(AttributeTargets.Property)] public sealed class ParameterAttribute : Attribute { }
        }
        namespace Microsoft.AspNetCore.Components.Rendering
        {
            public sealed class RenderTreeBuilder
            {
                public void OpenElement(int sequence, string name) { }
                public void CloseElement() { }
                public void OpenComponent<T>(int sequence) { }
                public void AddComponentParameter(int sequence, string name, object value) { }
                public void AddAttribute(int sequence, string name, string value) { }
                public void CloseComponent() { }
            }
        }
        namespace NumberVerify
        {
            public sealed record AuthorizationRequest
            {
                public string State { get; }
                public string Nonce { get; }
                public string CodeVerifier { get; }
                public string ApplicationState { get; init; }
                public static AuthorizationRequest Create(string applicationState = null, string useDevNumber = null) => null;
                public static AuthorizationRequest Unprotect(string text, ProtectionKeys keys) => null;
            }
            public sealed class ProtectionKeys { [BackendSecret] public ProtectionKeys(params IReadOnlyList<byte[]> keys) { } }
            public sealed record AuthorizationResponse
            {
                public string Code { get; }
                public string State { get; }
                public static AuthorizationResponse Parse(string callback) => null;
            }
            public sealed record AuthorizationParameters { public string Scope { get; init; } public string State { get; init; } public string Nonce { get; init; } public string CodeChallenge { get; init; } }
            public class NumberVerifyClient
            {
                public virtual Uri GetAuthUrl(AuthorizationRequest request) => null;
                public virtual Task<Uri> GetAuthUrlAsync(AuthorizationRequest request) => null;
                public virtual NumberVerifyUserClient ForUser(AuthorizationRequest request, AuthorizationResponse response, string phoneNumber = null) => null;
                public virtual NumberVerifyUserClient ForUser(string code, string phoneNumber = null) => null;
            }
            public class NumberVerifyUserClient
            {
                public virtual Task<Session> GetSessionAsync() => null;
                public virtual Task<NumberVerifyResponse> VerifyNumberAsync(string phoneNumber = null, ApiConfig config = null) => null;
                public virtual Task<NumberVerifyResponse> VerifyHashedNumberAsync(string hashedPhoneNumber = null, ApiConfig config = null) => null;
                public virtual Task<DevicePhoneNumberResponse> GetDevicePhoneNumberAsync(ApiConfig config = null) => null;
            }
            public sealed record NumberVerifyResponse { public bool DevicePhoneNumberVerified { get; init; } public string CorrelationId { get; init; } }
            public sealed record DevicePhoneNumberResponse { public PhoneNumber DevicePhoneNumber { get; init; } }
            public sealed record ApiConfig { public Session Session { get; init; } public string CorrelationId { get; init; } }
            public class NumberVerifyException : Exception { public bool RequestMayHaveBeenProcessed { get; } }
            public sealed record Session { public string AccessToken { get; init; } }
            public sealed record PhoneNumber { public string Value { get; } public static PhoneNumber Parse(string value) => null; }
            public sealed record OperatorProfile { public string VerifyScope { get; init; } public string DevicePhoneNumberScope { get; init; } public bool UsesPkce { get; init; } public static OperatorProfile Camara { get; } = new(); }
            public sealed class NumberVerifyFrontendClient { public Uri GetAuthUrl(AuthorizationParameters parameters) => null; }
            public static class HashedPhoneNumber { public static string Compute(string phoneNumber) => null; }
        }
        """;
}
