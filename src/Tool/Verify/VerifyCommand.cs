using System.CommandLine;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NumberVerify.Tool.Operators;
using NumberVerify.Tool.Running;
using Spectre.Console;

namespace NumberVerify.Tool.Verify;

/// <summary><c>numberverify verify</c>: a verification from the terminal, as a backend and its frontend would do it.</summary>
internal sealed class VerifyCommand
{
    private const int LongestTimeout = 300;
    private const string SmsChannel = "sms";
    private const string VoiceChannel = "voice";
    private const string OperatorProvider = "operator";
    private const string VonageProvider = "vonage";
    private const string AuthyProvider = "authy";

    // Several words, so that one written with blanks is not quoted word by word as an error.
    private readonly Argument<string[]> _number = new("number") { Description = "The number to verify, in E.164 form.", HelpName = "+NUMBER", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> _paste = new("--paste") { Description = "Ask for the address the phone was sent to, in place of listening for it." };
    private readonly Option<string?> _listen = new("--listen") { Description = "Where the callback arrives, if the redirect URI leads here by another way: http://0.0.0.0:8080, say.", HelpName = "URL" };
    private readonly Option<int> _timeout = new("--timeout") { Description = "How many seconds the phone may take, up to 300.", HelpName = "SECONDS", DefaultValueFactory = _ => LongestTimeout };
    private readonly Option<string?> _code = new Option<string?>("--code") { Description = "Fall back to a one-time code where the network cannot tell." }.AcceptOnlyFromAmong(SmsChannel, VoiceChannel);
    private readonly Option<string?> _provider = new Option<string?>("--provider") { Description = "Who sends codes. Default: those that are configured, or else the operator." }.AcceptOnlyFromAmong(OperatorProvider, VonageProvider, AuthyProvider);
    private readonly Option<string?> _simulator = new("--simulator") { Description = "Try it without an operator: against a simulator in this process, or at the address of a running one.", HelpName = "URL", Arity = ArgumentArity.ZeroOrOne };

    private readonly OperatorConfiguration _configuration = new();

    public static Command Create(Surroundings surroundings) => new VerifyCommand().CreateCommand(surroundings);

    private Command CreateCommand(Surroundings surroundings)
    {
        var command = new Command("verify", "Verify a number: with the phone over its mobile network, or with a code.") { _number, _paste, _listen, _timeout, _code, _provider, _simulator };
        _configuration.AddTo(command);
        return command.With(surroundings, async (parsed, context, cancellationToken) =>
        {
            try
            {
                return await RunAsync(parsed, context, cancellationToken).ConfigureAwait(false);
            }
            catch (OptionsValidationException exception)
            {
                throw OperatorFailure.Of(exception);
            }
            catch (NumberVerifyException exception)
            {
                throw OperatorFailure.Of(exception);
            }
        });
    }

    private async Task<int> RunAsync(ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        if (!PhoneNumber.TryParse(string.Concat(parsed.GetRequiredValue(_number)), out var number))
        {
            throw new ToolException(ExitCode.Usage, "The number is not in E.164 form.", "Write '+', the country and the number, digits only.");
        }

        var timeout = parsed.GetValue(_timeout);
        if (timeout is < 1 or > LongestTimeout)
        {
            throw new ToolException(ExitCode.Usage, $"--timeout must be 1 to {LongestTimeout} seconds.", "No authorization is good for longer.");
        }

        var code = parsed.GetValue(_code);
        if ((code is not null || parsed.GetValue(_paste)) && !context.Surroundings.Interactive)
        {
            throw new ToolException(ExitCode.Usage, "Nobody can be asked here, and --code and --paste ask.", "Start it in a terminal, or leave them out.");
        }

        var simulated = parsed.GetResult(_simulator) is { Implicit: false }
            ? await SimulatedOperator.StartAsync(parsed.GetValue(_simulator), number, cancellationToken).ConfigureAwait(false)
            : null;
        await using (simulated)
        {
            var read = await _configuration.ReadAsync(parsed, context, simulated?.Configuration, cancellationToken).ConfigureAwait(false);
            var provider = code is null ? null : parsed.GetValue(_provider) ?? DefaultProvider(read);
            var services = new OperatorServices(read, context, services => AddVerifier(services, read, provider));
            await using (services.ConfigureAwait(false))
            {
                var options = services.Options;
                var redirectUri = options.RedirectUri;
                var own = simulated?.Listener is null ? await ListenAsync(parsed, context, redirectUri, cancellationToken).ConfigureAwait(false) : null;
                await using (own)
                {
                    var listener = simulated?.Listener ?? own;
                    var settings = new VerifySettings(number, PolicyOf(code, options.Profile), redirectUri, TimeSpan.FromSeconds(timeout));
                    var run = new VerifyRun(context, services.Verifier, services.Watch, settings, listener, simulated?.Phone);
                    var (result, told) = await run.RunAsync(cancellationToken).ConfigureAwait(false);
                    return Tell(context, number, result, told);
                }
            }
        }
    }

    private static void AddVerifier(IServiceCollection services, IConfigurationRoot configuration, string? provider)
    {
        switch (provider)
        {
            case OperatorProvider:
                services.AddOneTimePasswordSms(configuration.GetSection(OperatorConfiguration.OneTimePasswordSms));
                break;
            case VonageProvider:
                services.AddVonageVerify(configuration.GetSection(OperatorConfiguration.Vonage));
                break;
            case AuthyProvider:
                services.AddAuthyPhoneVerification(configuration.GetSection(OperatorConfiguration.Authy));
                break;
        }

        // The handles never leave this process.
        services.AddPhoneVerifier(options => options.Keys = new ProtectionKeys(RandomNumberGenerator.GetBytes(32)));
    }

    private static string DefaultProvider(IConfigurationRoot configuration) =>
        configuration[$"{OperatorConfiguration.Vonage}:{nameof(VonageVerifyOptions.ApiKey)}"] is { Length: > 0 } ? VonageProvider
        : configuration[$"{OperatorConfiguration.Authy}:{nameof(AuthyPhoneVerificationOptions.ApiKey)}"] is { Length: > 0 } ? AuthyProvider
        : OperatorProvider;

    private static PhoneVerificationPolicy PolicyOf(string? code, OperatorProfile profile) => new()
    {
        // Only such a sandbox, and only outside Production, gets the number in its URL.
        UseDevNumber = profile.RequiresLoginHint,
        CodeChannels = code switch
        {
            SmsChannel => [CodeChannel.Sms],
            VoiceChannel => [CodeChannel.Voice],
            _ => [],
        },
    };

    /// <summary>Null where the callback is pasted.</summary>
    private async Task<CallbackListener?> ListenAsync(ParseResult parsed, CommandContext context, Uri? redirectUri, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_paste))
        {
            return null;
        }

        if (parsed.GetValue(_listen) is { } listen)
        {
            return redirectUri is null
                ? throw new ToolException(ExitCode.Usage, "--listen needs the redirect URI, whose path the callback comes to.", "Configure it as it is registered.")
                : await CallbackListener.StartAsync(AddressOf(listen), redirectUri.AbsolutePath, cancellationToken).ConfigureAwait(false);
        }

        if (redirectUri is { IsLoopback: true } && redirectUri.Scheme == Uri.UriSchemeHttp)
        {
            return await CallbackListener.StartAsync(redirectUri, redirectUri.AbsolutePath, cancellationToken).ConfigureAwait(false);
        }

        return context.Surroundings.Interactive
            ? null
            : throw new ToolException(ExitCode.Usage, "The redirect URI leads elsewhere, and nobody can be asked for the callback here.", "Give --listen the address it leads to, or start it in a terminal.");
    }

    private static Uri AddressOf(string listen) =>
        Uri.TryCreate(listen, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttp && address.PathAndQuery == "/"
            && (address.DnsSafeHost == "localhost" || System.Net.IPAddress.TryParse(address.DnsSafeHost, out _))
            ? address
            : throw new ToolException(ExitCode.Usage, "--listen is to be http with an IP address or localhost, and a port.", "A tunnel in front of it does the rest: --listen http://127.0.0.1:8080.");

    private static int Tell(CommandContext context, PhoneNumber number, PhoneVerificationResult result, VerifyResult told)
    {
        var (text, exitCode) = result.Status switch
        {
            PhoneVerificationStatus.Verified => ($"Verified by {Words.Of(result.Channel)}: {MaskedNumber.Of(number)} is this phone's.", ExitCode.Success),
            PhoneVerificationStatus.NotMatched => ("Not verified: the operator says that it is not this phone's number.", ExitCode.Findings),
            PhoneVerificationStatus.Denied => ($"Not verified: {Words.Of(result.Reason)}.", ExitCode.Findings),
            PhoneVerificationStatus.Expired => ($"Not verified: {(told.Reason == VerifyResult.NoCallback ? "the phone did not come back in time" : Words.Of(result.Reason))}.", ExitCode.Findings),
            _ => ($"Not verified: {Words.Of(result.Reason)}.", IsFailure(result.Reason) ? ExitCode.Failure : ExitCode.Findings),
        };
        context.People.WriteLine(result.ErrorCode is null ? text : $"{text} ({result.ErrorCode})", new Style(exitCode == ExitCode.Success ? Color.Green : Color.Red));
        if (told.CorrelationId is not null)
        {
            context.People.WriteLine($"Correlator  {told.CorrelationId}");
        }

        if (context.Json)
        {
            context.WriteJson(told, VerifyJson.Default.VerifyResult);
        }

        return exitCode;
    }

    /// <summary>Something broke, which says nothing about the number.</summary>
    private static bool IsFailure(PhoneVerificationReason reason) =>
        reason is PhoneVerificationReason.OperatorUnavailable or PhoneVerificationReason.ProviderUnavailable or PhoneVerificationReason.RateLimited or PhoneVerificationReason.ConfigurationFault;
}
