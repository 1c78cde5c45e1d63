using System.Collections.Immutable;

namespace NumberVerify.Analyzers;

/// <summary>Where a client secret goes in, and where a protection is switched: foreign libraries' members by this one table; ours carry a mark. A member's name stands alone where several libraries agree on it.</summary>
internal static class KnownSinks
{
    /// <summary>Metadata name of the type that declares it, and the property or field.</summary>
    public static readonly ImmutableArray<(string Type, string Member)> SecretMembers =
    [
        ("Duende.IdentityModel.OidcClient.OidcClientOptions", "ClientSecret"),
        ("IdentityModel.OidcClient.OidcClientOptions", "ClientSecret"),
        ("Duende.IdentityModel.Client.ProtocolRequest", "ClientSecret"),
        ("IdentityModel.Client.ProtocolRequest", "ClientSecret"),
        ("Duende.IdentityModel.Client.TokenClientOptions", "ClientSecret"),
        ("IdentityModel.Client.TokenClientOptions", "ClientSecret"),
        ("Duende.IdentityModel.Client.ClientOptions", "ClientSecret"),
        ("IdentityModel.Client.ClientOptions", "ClientSecret"),
        ("Duende.AccessTokenManagement.ClientCredentialsClient", "ClientSecret"),
        ("Microsoft.AspNetCore.Authentication.OpenIdConnect.OpenIdConnectOptions", "ClientSecret"),
        ("Microsoft.AspNetCore.Authentication.OAuth.OAuthOptions", "ClientSecret"),
        ("Microsoft.Owin.Security.OpenIdConnect.OpenIdConnectAuthenticationOptions", "ClientSecret"),
        ("Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectMessage", "ClientSecret"),
        ("Microsoft.Identity.Client.ConfidentialClientApplicationOptions", "ClientSecret"),
        ("Microsoft.Identity.Client.ApplicationOptions", "ClientSecret"),
        ("Microsoft.Identity.Abstractions.CredentialDescription", "ClientSecret"),
        ("Microsoft.Identity.Abstractions.IdentityApplicationOptions", "ClientSecret"),
        ("Google.Apis.Auth.OAuth2.ClientSecrets", "ClientSecret"),
        ("OpenIddict.Client.OpenIddictClientRegistration", "ClientSecret"),
        ("OpenIddict.Abstractions.OpenIddictRequest", "ClientSecret"),
        ("OpenIddict.Abstractions.OpenIddictApplicationDescriptor", "ClientSecret"),
        ("OpenIddict.Validation.OpenIddictValidationOptions", "ClientSecret"),
        ("Auth0.AuthenticationApi.Models.AuthorizationCodeTokenRequest", "ClientSecret"),
        ("Auth0.AuthenticationApi.Models.ClientCredentialsTokenRequest", "ClientSecret"),
        ("Auth0.AuthenticationApi.Models.RefreshTokenRequest", "ClientSecret"),
        ("Okta.AspNetCore.OktaMvcOptions", "ClientSecret"),
        ("Okta.AspNet.OktaMvcOptions", "ClientSecret"),
    ];

    /// <summary>Metadata name of the type, the method (<c>.ctor</c> for a constructor) and the parameter.</summary>
    public static readonly ImmutableArray<(string Type, string Method, string Parameter)> SecretParameters =
    [
        ("Azure.Identity.ClientSecretCredential", ".ctor", "clientSecret"),
        ("Microsoft.Identity.Client.ConfidentialClientApplicationBuilder", "WithClientSecret", "clientSecret"),
        ("Microsoft.IdentityModel.Clients.ActiveDirectory.ClientCredential", ".ctor", "clientSecret"),
        ("Xamarin.Auth.OAuth2Authenticator", ".ctor", "clientSecret"),
        ("Duende.IdentityModel.Client.TokenClient", ".ctor", "clientSecret"),
        ("IdentityModel.Client.TokenClient", ".ctor", "clientSecret"),
        ("Duende.IdentityModel.OidcClient.OidcClientOptions", ".ctor", "clientSecret"),
        ("Microsoft.Graph.Auth.ClientCredentialProvider", ".ctor", "clientSecret"),
        ("Octokit.OauthTokenRequest", ".ctor", "clientSecret"),
        ("SpotifyAPI.Web.AuthorizationCodeTokenRequest", ".ctor", "clientSecret"),
        ("SpotifyAPI.Web.AuthorizationCodeRefreshRequest", ".ctor", "clientSecret"),
        ("SpotifyAPI.Web.AuthorizationCodeAuthenticator", ".ctor", "clientSecret"),
        ("SpotifyAPI.Web.ClientCredentialsRequest", ".ctor", "clientSecret"),
        ("SpotifyAPI.Web.ClientCredentialsAuthenticator", ".ctor", "clientSecret"),
        ("Amazon.Extensions.CognitoAuthentication.CognitoUserPool", ".ctor", "clientSecret"),
        ("Amazon.Extensions.CognitoAuthentication.CognitoUser", ".ctor", "clientSecret"),
    ];

    /// <summary>Builder methods of foreign assemblies whose text parameter is the secret, whatever the builder: OpenIddict alone has one per provider.</summary>
    public static readonly ImmutableHashSet<string> SecretMethods = ImmutableHashSet.Create(StringComparer.Ordinal, "WithClientSecret", "SetClientSecret", "ClientSecret");

    /// <summary>On an assembly that a frontend must not reference.</summary>
    public const string BackendOnlyAttribute = "NumberVerify.BackendOnlyAttribute";

    /// <summary>Our own assemblies that carry the mark, for references that are known only by name.</summary>
    public static readonly ImmutableHashSet<string> BackendAssemblies = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "NumberVerify", "NumberVerify.AspNetCore", "NumberVerify.AspNetCore.PostgreSql");

    /// <summary>What reads or keeps a value under a key, its first text parameter.</summary>
    public static readonly ImmutableArray<(string Type, string Method)> KeyReaders =
    [
        ("Microsoft.Extensions.Configuration.IConfiguration", "GetSection"),
        ("Microsoft.Extensions.Configuration.ConfigurationBinder", "GetValue"),
        ("Microsoft.Extensions.Configuration.ConfigurationExtensions", "GetRequiredSection"),
        ("System.Environment", "GetEnvironmentVariable"),
        ("System.Environment", "SetEnvironmentVariable"),
        ("Microsoft.Maui.Storage.Preferences", "Get"),
        ("Microsoft.Maui.Storage.Preferences", "Set"),
        ("Microsoft.Maui.Storage.IPreferences", "Get"),
        ("Microsoft.Maui.Storage.IPreferences", "Set"),
        ("Microsoft.Maui.Storage.SecureStorage", "GetAsync"),
        ("Microsoft.Maui.Storage.SecureStorage", "SetAsync"),
        ("Microsoft.Maui.Storage.ISecureStorage", "GetAsync"),
        ("Microsoft.Maui.Storage.ISecureStorage", "SetAsync"),
        ("Microsoft.Maui.Essentials.Preferences", "Get"),
        ("Microsoft.Maui.Essentials.Preferences", "Set"),
        ("Microsoft.Maui.Essentials.IPreferences", "Get"),
        ("Microsoft.Maui.Essentials.IPreferences", "Set"),
        ("Microsoft.Maui.Essentials.SecureStorage", "GetAsync"),
        ("Microsoft.Maui.Essentials.SecureStorage", "SetAsync"),
        ("Microsoft.Maui.Essentials.ISecureStorage", "GetAsync"),
        ("Microsoft.Maui.Essentials.ISecureStorage", "SetAsync"),
        ("Xamarin.Essentials.Preferences", "Get"),
        ("Xamarin.Essentials.Preferences", "Set"),
        ("Xamarin.Essentials.IPreferences", "Get"),
        ("Xamarin.Essentials.IPreferences", "Set"),
        ("Xamarin.Essentials.SecureStorage", "GetAsync"),
        ("Xamarin.Essentials.SecureStorage", "SetAsync"),
        ("Xamarin.Essentials.ISecureStorage", "GetAsync"),
        ("Xamarin.Essentials.ISecureStorage", "SetAsync"),
        ("Microsoft.Maui.Storage.PreferencesExtensions", "Get"),
        ("Microsoft.Maui.Storage.PreferencesExtensions", "Set"),
        ("Blazored.LocalStorage.ILocalStorageService", "GetItemAsync"),
        ("Blazored.LocalStorage.ILocalStorageService", "GetItemAsStringAsync"),
        ("Blazored.LocalStorage.ILocalStorageService", "SetItemAsync"),
        ("Blazored.LocalStorage.ILocalStorageService", "SetItemAsStringAsync"),
        ("Blazored.SessionStorage.ISessionStorageService", "GetItemAsync"),
        ("Blazored.SessionStorage.ISessionStorageService", "GetItemAsStringAsync"),
        ("Blazored.SessionStorage.ISessionStorageService", "SetItemAsync"),
        ("Blazored.SessionStorage.ISessionStorageService", "SetItemAsStringAsync"),
    ];

    /// <summary>What calls into the browser, its storage included.</summary>
    public static readonly ImmutableArray<string> ScriptRuntimes =
    [
        "Microsoft.JSInterop.IJSRuntime",
        "Microsoft.JSInterop.IJSInProcessRuntime",
        "Microsoft.JSInterop.JSRuntimeExtensions",
        "Microsoft.JSInterop.JSInProcessRuntimeExtensions",
    ];

    /// <summary>What reads a file that holds nothing but a client and its secret.</summary>
    public static readonly ImmutableArray<(string Type, string Method)> FileReaders =
    [
        ("Google.Apis.Auth.OAuth2.GoogleClientSecrets", "Load"),
        ("Google.Apis.Auth.OAuth2.GoogleClientSecrets", "FromFile"),
        ("Google.Apis.Auth.OAuth2.GoogleClientSecrets", "FromFileAsync"),
        ("Google.Apis.Auth.OAuth2.GoogleClientSecrets", "FromStream"),
        ("Google.Apis.Auth.OAuth2.GoogleClientSecrets", "FromStreamAsync"),
    ];

    /// <summary>What fills an object from configuration.</summary>
    public static readonly ImmutableArray<(string Type, string Method)> Binders =
    [
        ("Microsoft.Extensions.Configuration.ConfigurationBinder", "Get"),
        ("Microsoft.Extensions.Configuration.ConfigurationBinder", "Bind"),
        ("Microsoft.Extensions.Configuration.ConfigurationBinder", "GetValue"),
        ("Microsoft.Extensions.DependencyInjection.OptionsConfigurationServiceCollectionExtensions", "Configure"),
        ("Microsoft.Extensions.DependencyInjection.OptionsBuilderConfigurationExtensions", "Bind"),
        ("Microsoft.Extensions.DependencyInjection.OptionsBuilderConfigurationExtensions", "BindConfiguration"),
    ];

    /// <summary>Switches of protections: the types that have them, the switch, and its unsafe position.</summary>
    public static readonly ImmutableArray<(string Type, string Member, bool Unsafe)> Protections =
    [
        ("NumberVerify.OperatorProfile", "UsesPkce", false),
        ("NumberVerify.OperatorProfile", "ChecksIdToken", false),
        ("NumberVerify.OperatorProfile", "SendsNonce", false),
        ("Microsoft.AspNetCore.Authentication.OpenIdConnect.OpenIdConnectOptions", "RequireHttpsMetadata", false),
        ("Microsoft.AspNetCore.Authentication.OpenIdConnect.OpenIdConnectOptions", "UsePkce", false),
        ("Microsoft.AspNetCore.Authentication.OAuth.OAuthOptions", "UsePkce", false),
        ("Microsoft.AspNetCore.Authentication.JwtBearer.JwtBearerOptions", "RequireHttpsMetadata", false),
        ("Microsoft.AspNetCore.Builder.OpenIdConnectOptions", "RequireHttpsMetadata", false),
        ("Microsoft.AspNetCore.Builder.JwtBearerOptions", "RequireHttpsMetadata", false),
        ("Microsoft.AspNetCore.Builder.IdentityServerAuthenticationOptions", "RequireHttpsMetadata", false),
        ("IdentityServer4.AccessTokenValidation.IdentityServerAuthenticationOptions", "RequireHttpsMetadata", false),
        ("Microsoft.Owin.Security.OpenIdConnect.OpenIdConnectAuthenticationOptions", "RequireHttpsMetadata", false),
        ("Microsoft.Owin.Security.OpenIdConnect.OpenIdConnectAuthenticationOptions", "UsePkce", false),
        ("Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectProtocolValidator", "RequireNonce", false),
        ("Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectProtocolValidator", "RequireState", false),
        ("Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectProtocolValidator", "RequireStateValidation", false),
        ("Microsoft.IdentityModel.Protocols.HttpDocumentRetriever", "RequireHttps", false),
        ("Microsoft.IdentityModel.Tokens.TokenValidationParameters", "ValidateIssuer", false),
        ("Microsoft.IdentityModel.Tokens.TokenValidationParameters", "ValidateAudience", false),
        ("Microsoft.IdentityModel.Tokens.TokenValidationParameters", "ValidateLifetime", false),
        ("Microsoft.IdentityModel.Tokens.TokenValidationParameters", "ValidateIssuerSigningKey", false),
        ("Microsoft.IdentityModel.Tokens.TokenValidationParameters", "RequireSignedTokens", false),
        ("Microsoft.IdentityModel.Tokens.TokenValidationParameters", "RequireExpirationTime", false),
        ("Duende.IdentityModel.OidcClient.Policy", "RequireIdentityTokenSignature", false),
        ("IdentityModel.OidcClient.Policy", "RequireIdentityTokenSignature", false),
        ("Duende.IdentityModel.Client.DiscoveryPolicy", "RequireHttps", false),
        ("Duende.IdentityModel.Client.DiscoveryPolicy", "ValidateIssuerName", false),
        ("IdentityModel.Client.DiscoveryPolicy", "RequireHttps", false),
        ("IdentityModel.Client.DiscoveryPolicy", "ValidateIssuerName", false),
        ("Duende.IdentityServer.Models.Client", "RequirePkce", false),
        ("Duende.IdentityServer.Models.Client", "AllowPlainTextPkce", true),
        ("IdentityServer4.Models.Client", "RequirePkce", false),
        ("IdentityServer4.Models.Client", "AllowPlainTextPkce", true),
    ];

    /// <summary>Where a program decides which certificates it trusts.</summary>
    public static readonly ImmutableArray<(string Type, string Member)> CertificateCallbacks =
    [
        ("System.Net.Http.HttpClientHandler", "ServerCertificateCustomValidationCallback"),
        ("System.Net.Http.WinHttpHandler", "ServerCertificateValidationCallback"),
        ("System.Net.Security.SslClientAuthenticationOptions", "RemoteCertificateValidationCallback"),
        ("System.Net.ServicePointManager", "ServerCertificateValidationCallback"),
        ("System.Net.HttpWebRequest", "ServerCertificateValidationCallback"),
        ("System.Net.WebSockets.ClientWebSocketOptions", "RemoteCertificateValidationCallback"),
    ];

    /// <summary>Whatever of these types takes a URL sends a request to it, or is one.</summary>
    public static readonly ImmutableArray<string> HttpClients =
    [
        "System.Net.Http.HttpClient",
        "System.Net.Http.HttpRequestMessage",
        "System.Net.Http.Json.HttpClientJsonExtensions",
        "System.Net.WebRequest",
        "System.Net.WebClient",
        "RestSharp.RestClient",
        "RestSharp.RestRequest",
        "Flurl.Http.GeneratedExtensions",
    ];

    /// <summary>What writes its arguments where they are kept and read by others.</summary>
    public static readonly ImmutableArray<string> Logs =
    [
        "Microsoft.Extensions.Logging.ILogger",
        "Microsoft.Extensions.Logging.LoggerExtensions",
        "System.Console",
        "System.Diagnostics.Debug",
        "System.Diagnostics.Trace",
        "System.Diagnostics.Activity",
        "System.Diagnostics.ActivityExtensions",
        "Serilog.Log",
        "Serilog.ILogger",
        "Serilog.Context.LogContext",
        "NLog.Logger",
        "NLog.ILogger",
        "NLog.ILoggerBase",
        "NLog.ILoggerExtensions",
        "log4net.ILog",
    ];

    /// <summary>On a method whose body the logging generator writes.</summary>
    public const string LoggerMessageAttribute = "Microsoft.Extensions.Logging.LoggerMessageAttribute";
}
