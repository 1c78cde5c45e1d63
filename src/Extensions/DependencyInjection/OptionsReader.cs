using System.Globalization;

namespace NumberVerify;

/// <summary>Fills options from named texts, without reflection: a configuration section and the environment are read alike.</summary>
internal static class OptionsReader
{
    private const string PrivateKeyFile = "PrivateKeyFile";
    private const string KeyId = "KeyId";
    private const string SigningAlgorithm = "SigningAlgorithm";
    private const string ClientAuthentication = "ClientAuthentication";

    public static void Read(NumberVerifyClientOptions options, Func<string, string?> read)
    {
        // First: what follows may change a part of it, or come from where it says.
        Set(nameof(options.Profile), text => options.Profile = OperatorProfile.Presets.FirstOrDefault(preset => preset.Name == text) ?? throw new FormatException());
        Set(nameof(options.ClientId), text => options.ClientId = text);
        Set(nameof(options.ClientSecret), text => options.ClientSecret = text);
        Set(nameof(options.Issuer), text => options.Issuer = text);
        Set(nameof(options.Purpose), text => options.Purpose = text);
        Set(nameof(options.RedirectUri), text => options.RedirectUri = ParseUri(text));
        Set(nameof(options.AuthBase), text => options.AuthBase = ParseUri(text));
        Set(nameof(options.AuthorizationEndpoint), text => options.AuthorizationEndpoint = ParseUri(text));
        Set(nameof(options.TokenEndpoint), text => options.TokenEndpoint = ParseUri(text));
        Set(nameof(options.JwksUri), text => options.JwksUri = ParseUri(text));
        Set(nameof(options.BackchannelAuthenticationEndpoint), text => options.BackchannelAuthenticationEndpoint = ParseUri(text));
        Set(nameof(options.ApiRoot), text => options.ApiRoot = ParseUri(text));
        Set(nameof(options.Timeout), text => options.Timeout = TimeSpan.FromSeconds(double.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)));
        Set(nameof(options.AllowLoopbackHttp), text => options.AllowLoopbackHttp = bool.Parse(text));
        Set(ClientAuthentication, text => options.Profile = options.Profile with { ClientAuthentication = ParseMethod(text) });
        Set(PrivateKeyFile, path => options.Signer = Signer.FromPem(
            File.ReadAllText(path),
            read(KeyId) ?? throw new FormatException(),
            read(SigningAlgorithm)));

        void Set(string name, Action<string> set)
        {
            if (read(name) is not { Length: > 0 } text)
            {
                return;
            }

            try
            {
                set(text);
            }
            catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException or IOException or UnauthorizedAccessException)
            {
                // By name only: the value may be a secret, and so may what the exception quotes.
                options.ReadFaults.Add(name == PrivateKeyFile
                    ? $"{PrivateKeyFile} must be a readable PEM file with an EC or RSA private key, and {KeyId} must be given beside it."
                    : $"{name} cannot be read from the configuration.");
            }
        }
    }

    /// <summary><c>ClientId</c> becomes <c>CLIENT_ID</c>.</summary>
    public static string ToEnvironmentName(string name) =>
        string.Concat(name.Select(static (character, index) => index > 0 && char.IsAsciiLetterUpper(character) ? $"_{character}" : char.ToUpperInvariant(character).ToString()));

    private static Uri ParseUri(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri : throw new FormatException();

    private static ClientAuthenticationMethod ParseMethod(string text) => text switch
    {
        "private_key_jwt" => ClientAuthenticationMethod.PrivateKeyJwt,
        "client_secret_basic" => ClientAuthenticationMethod.ClientSecretBasic,
        "client_secret_post" => ClientAuthenticationMethod.ClientSecretPost,
        "application_jwt" => ClientAuthenticationMethod.ApplicationJwt,
        _ => throw new FormatException(),
    };
}
