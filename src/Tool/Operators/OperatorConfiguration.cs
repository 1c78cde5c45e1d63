using System.CommandLine;
using Microsoft.Extensions.Configuration;
using NumberVerify.Tool.Running;

namespace NumberVerify.Tool.Operators;

/// <summary>
/// Which operator a command works with, and as which client: a file, above it the environment, above that the command line. A secret is none of the options: other users of the machine
/// see a process's arguments, and shells keep them.
/// </summary>
internal sealed class OperatorConfiguration
{
    public const string Section = "NumberVerify";
    public const string Vonage = "Vonage";
    public const string Authy = "Authy";
    public const string OneTimePasswordSms = "OneTimePasswordSms";

    private const string PrivateKeyFile = "PrivateKeyFile";
    private const string ClientAuthentication = "ClientAuthentication";

    private static readonly OperatorProfile[] s_profiles =
    [
        OperatorProfile.Camara, OperatorProfile.Glide, OperatorProfile.TelefonicaOpenGatewayV0, OperatorProfile.TelefonicaOpenGatewayV1, OperatorProfile.TelefonicaOpenGatewayV2, OperatorProfile.Vonage,
    ];

    private readonly Option<string?> _config = new("--config") { Description = "A JSON file such as appsettings.json, with the section NumberVerify.", HelpName = "FILE" };
    private readonly Option<string?> _secretFile = new("--client-secret-file") { Description = "A file that holds the client secret and nothing else. Or set NUMBERVERIFY_CLIENT_SECRET.", HelpName = "FILE" };
    private readonly Option<string?> _secret = new("--client-secret") { Hidden = true };
    private readonly Option<bool> _loopback = new("--allow-loopback-http") { Description = "Let the operator be reached by http on this machine, for a simulator." };

    private readonly (string Name, Option<string?> Option)[] _texts =
    [
        (nameof(NumberVerifyClientOptions.Profile), Text("--profile", "The operator's profile: camara, glide, telefonica-v0, telefonica-v1, telefonica-v2 or vonage.", "NAME")),
        (nameof(NumberVerifyClientOptions.Issuer), Text("--issuer", "The operator's issuer identifier; its endpoints are discovered below it.", "URL")),
        (nameof(NumberVerifyClientOptions.ApiRoot), Text("--api-root", "The root of the operator's APIs.", "URL")),
        (nameof(NumberVerifyClientOptions.ClientId), Text("--client-id", "The client identifier of the registration.", "ID")),
        (nameof(NumberVerifyClientOptions.RedirectUri), Text("--redirect-uri", "Where the operator sends the device back to, as registered.", "URL")),
        (nameof(NumberVerifyClientOptions.Purpose), Text("--purpose", "The purpose, as the operator spells it.", "dpv:NAME")),
        (ClientAuthentication, Text("--client-authentication", "private_key_jwt, client_secret_basic, client_secret_post or application_jwt.", "METHOD")),
        (PrivateKeyFile, Text("--key", "The client's private key, as a PEM file.", "FILE")),
        ("KeyId", Text("--key-id", "The kid the operator knows the key by.", "ID")),
        ("SigningAlgorithm", Text("--signing-algorithm", "The JWS algorithm of the key.", "NAME")),
    ];

    public void AddTo(Command command)
    {
        command.Options.Add(_config);
        foreach (var (_, option) in _texts)
        {
            command.Options.Add(option);
        }

        command.Options.Add(_secretFile);
        command.Options.Add(_secret);
        command.Options.Add(_loopback);
    }

    /// <summary>Everything that is configured; what is missing or wrong is said by the options' own validation.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="context">The run; asked for a secret that is needed and not there, where there is somebody to ask.</param>
    /// <param name="simulated">What a simulator is known to be, in place of file and environment.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public async Task<IConfigurationRoot> ReadAsync(ParseResult parsed, CommandContext context, IReadOnlyDictionary<string, string?>? simulated, CancellationToken cancellationToken)
    {
        // Known only to be refused: as an unknown option, its value would be quoted.
        if (parsed.GetResult(_secret) is not null)
        {
            throw new ToolException(ExitCode.Usage, "A secret is no argument: other users see it, and shells keep it.", "Set NUMBERVERIFY_CLIENT_SECRET, or give --client-secret-file; and have this one replaced.");
        }

        var given = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, option) in _texts)
        {
            if (parsed.GetValue(option) is { } text)
            {
                given[$"{Section}:{name}"] = name == PrivateKeyFile ? Path.GetFullPath(text, context.Surroundings.Folder) : text;
            }
        }

        if (parsed.GetValue(_loopback))
        {
            given[$"{Section}:{nameof(NumberVerifyClientOptions.AllowLoopbackHttp)}"] = bool.TrueString;
        }

        if (parsed.GetValue(_secretFile) is { } secretFile)
        {
            given[$"{Section}:{nameof(NumberVerifyClientOptions.ClientSecret)}"] = ReadSecret(Path.GetFullPath(secretFile, context.Surroundings.Folder));
        }

        var builder = new ConfigurationBuilder();
        if (simulated is not null)
        {
            builder.AddInMemoryCollection(simulated).AddInMemoryCollection(given);
            return Build(builder);
        }

        var file = parsed.GetValue(_config);
        if (file is not null)
        {
            builder.AddJsonFile(Path.GetFullPath(file, context.Surroundings.Folder), optional: false, reloadOnChange: false);
        }

        IConfigurationRoot? configuration = null;
        builder.Add(new EnvironmentSource(context.Surroundings.Environment, () => configuration?[$"{Section}:{nameof(NumberVerifyClientOptions.Profile)}"])).AddInMemoryCollection(given);
        configuration = Build(builder);
        if (context.Surroundings.Interactive && NeedsSecret(configuration.GetSection(Section)))
        {
            var secret = await context.AskAsync("Client secret:", mask: null, cancellationToken).ConfigureAwait(false);
            configuration[$"{Section}:{nameof(NumberVerifyClientOptions.ClientSecret)}"] = secret;
        }

        return configuration;
    }

    private static Option<string?> Text(string name, string description, string value) => new(name) { Description = description, HelpName = value };

    private static bool NeedsSecret(IConfigurationSection section)
    {
        var name = section[nameof(NumberVerifyClientOptions.Profile)] ?? OperatorProfile.Camara.Name;
        var method = section[ClientAuthentication];
        return section[nameof(NumberVerifyClientOptions.ClientSecret)] is not { Length: > 0 }
            && (method is "client_secret_basic" or "client_secret_post"
                || (method is null && Array.Find(s_profiles, profile => profile.Name == name)?.ClientAuthentication is ClientAuthenticationMethod.ClientSecretBasic or ClientAuthenticationMethod.ClientSecretPost));
    }

    private static IConfigurationRoot Build(ConfigurationBuilder builder)
    {
        try
        {
            return builder.Build();
        }
        catch (FileNotFoundException)
        {
            throw new ToolException(ExitCode.Usage, "The configuration file does not exist.", "Give --config a file, or leave it out and set NUMBERVERIFY_ variables.");
        }
        catch (Exception exception) when (exception is InvalidDataException or FormatException or IOException or UnauthorizedAccessException)
        {
            // What a parser quotes may be a secret.
            throw new ToolException(ExitCode.Failure, "The configuration file cannot be read as JSON.", "It is to look like an appsettings.json.");
        }
    }

    private static string ReadSecret(string path)
    {
        try
        {
            return File.ReadAllText(path).TrimEnd('\r', '\n');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.Usage, "The client secret's file cannot be read.", "Give --client-secret-file a file this user may read.");
        }
    }
}
