using System.CommandLine;
using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using NumberVerify.Generated;
using NumberVerify.Tool.Operators;
using NumberVerify.Tool.Running;
using Spectre.Console;

namespace NumberVerify.Tool.Doctor;

/// <summary><c>numberverify doctor</c>: what an operator and this client are to agree on, looked at piece by piece.</summary>
internal sealed class DoctorCommand
{
    private static readonly int s_widest = CheckNames.All.Max(name => name.Length);

    private readonly Option<string?> _registered = new("--registered-redirect-uri") { Description = "The redirect URI as it is registered, to be compared with the configured one.", HelpName = "URL" };
    private readonly Option<string?> _published = new("--client-jwks") { Description = "Where this client publishes its keys, to look for its own there.", HelpName = "URL" };
    private readonly OperatorConfiguration _configuration = new();

    public static Command Create(Surroundings surroundings) => new DoctorCommand().CreateCommand(surroundings);

    private Command CreateCommand(Surroundings surroundings)
    {
        var command = new Command("doctor", "Examine the configuration of an operator, and what the operator makes of it.") { _registered, _published };
        _configuration.AddTo(command);
        return command.With(surroundings, RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var read = await _configuration.ReadAsync(parsed, context, simulated: null, cancellationToken).ConfigureAwait(false);
        var published = parsed.GetValue(_published) is not { } address ? null
            : Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)) ? uri
            : throw new ToolException(ExitCode.Usage, "--client-jwks must be an https URL.", "Give the one the operator reads the client's keys from.");
        var services = new OperatorServices(read, context);
        await using (services.ConfigureAwait(false))
        {
            var checks = await ExamineAsync(services, read, context, parsed.GetValue(_registered), published, cancellationToken).ConfigureAwait(false);
            Tell(context, checks);
            return checks.Any(check => check.Status == CheckStatus.Failed) ? ExitCode.Findings : ExitCode.Success;
        }
    }

    private static async Task<IReadOnlyList<CheckResult>> ExamineAsync(
        OperatorServices services, IConfigurationRoot configuration, CommandContext context, string? registered, Uri? published, CancellationToken cancellationToken)
    {
        NumberVerifyClientOptions options;
        try
        {
            options = services.Options;
        }
        catch (OptionsValidationException exception)
        {
            return
            [
                new CheckResult(CheckNames.Configuration, CheckStatus.Failed, string.Join(' ', exception.Failures), "Give it by an option, a NUMBERVERIFY_ variable or --config."),
                .. CheckNames.All.Skip(1).Select(check => CheckResult.NotChecked(check, "The configuration is not valid.")),
            ];
        }

        var time = context.Surroundings.Time;
        var valid = new CheckResult(CheckNames.Configuration, CheckStatus.Ok, $"Profile {options.Profile.Name}, client {options.ClientId}.");
        var (discovery, metadata) = await DiscoveryCheck.RunAsync(services, cancellationToken).ConfigureAwait(false);
        var keyFile = configuration[$"{OperatorConfiguration.Section}:PrivateKeyFile"];
        var key = await new KeyCheck(time).RunAsync(services, keyFile, published, cancellationToken).ConfigureAwait(false);
        var addresses = new List<Uri?> { options.Issuer is null ? null : new Uri(options.Issuer), options.ApiRoot ?? options.Profile.ApiRoot, options.TokenEndpoint ?? options.Profile.TokenBase, metadata?.TokenEndpoint, metadata?.JwksUri };
        var (authentication, scope, callback) = metadata is null && DiscoveryCheck.Applies(options)
            ? NotUsable()
            : await AskAsync(services, metadata, registered, addresses, cancellationToken).ConfigureAwait(false);
        var tls = await new TlsCheck(time, options.Timeout).RunAsync(addresses.OfType<Uri>(), cancellationToken).ConfigureAwait(false);
        var clock = ClockCheck.Of(services.Watch.Ahead);
        if (clock.Status == CheckStatus.Failed && authentication.Status == CheckStatus.Failed && options.Signer is not null)
        {
            authentication = CheckResult.NotChecked(CheckNames.ClientAuthentication, "The clock comes first: an assertion of another time is refused, whoever signed it.");
        }

        return [valid, discovery, clock, tls, key, authentication, scope, callback];
    }

    /// <summary>What the operator makes of this client.</summary>
    private static async Task<(CheckResult Authentication, CheckResult Scope, CheckResult Callback)> AskAsync(
        OperatorServices services, ProviderMetadata? metadata, string? registered, List<Uri?> addresses, CancellationToken cancellationToken)
    {
        var options = services.Options;
        try
        {
            await services.Client.DiscoverAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (NumberVerifyException)
        {
            return NotUsable();
        }

        var authentication = await ClientAuthenticationCheck.RunAsync(services, cancellationToken).ConfigureAwait(false);
        if (options.Profile.RequiresLoginHint)
        {
            return (authentication, CheckResult.NotChecked(CheckNames.Scope, "The profile builds no URL without a number."), await CallbackAsync(options, registered, AuthorizationProbe.None, cancellationToken).ConfigureAwait(false));
        }

        var authUrl = await services.Client.GetAuthUrlAsync(AuthorizationRequest.Create(), cancellationToken).ConfigureAwait(false);
        addresses.Add(authUrl);
        var probe = await AuthorizationProbe.RunAsync(services, authUrl, cancellationToken).ConfigureAwait(false);
        var callback = probe.Answer == ProbeAnswer.Page && authentication.Status == CheckStatus.Failed
            ? CheckResult.NotChecked(CheckNames.Callback, "The operator does not know the client, and so none of its redirect URIs.")
            : await CallbackAsync(options, registered, probe, cancellationToken).ConfigureAwait(false);
        return (authentication, ScopeCheck.Of(authUrl, metadata, probe), callback);
    }

    private static (CheckResult Authentication, CheckResult Scope, CheckResult Callback) NotUsable()
    {
        const string Why = "The operator cannot be used as it presents itself.";
        return (CheckResult.NotChecked(CheckNames.ClientAuthentication, Why), CheckResult.NotChecked(CheckNames.Scope, Why), CheckResult.NotChecked(CheckNames.Callback, Why));
    }

    private static async Task<CheckResult> CallbackAsync(NumberVerifyClientOptions options, string? registered, AuthorizationProbe probe, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = options.Timeout };
        return await new CallbackCheck(http, Dns.GetHostAddressesAsync).RunAsync(options.RedirectUri, registered, probe, cancellationToken).ConfigureAwait(false);
    }

    private static void Tell(CommandContext context, IReadOnlyList<CheckResult> checks)
    {
        if (context.Json)
        {
            context.WriteJson(new DoctorResult(checks), DoctorJson.Default.DoctorResult);
            return;
        }

        foreach (var check in checks)
        {
            var (word, colour) = check.Status switch
            {
                CheckStatus.Ok => ("ok", Color.Green),
                CheckStatus.Warning => ("warning", Color.Yellow),
                CheckStatus.Failed => ("failed", Color.Red),
                _ => ("not checked", Color.Grey),
            };
            context.People.Write($"{check.Check.PadRight(s_widest)}  ");
            context.People.WriteLine(word, new Style(colour));
            context.People.Write(new Padder(new Text(check.Seen), new Padding(2, 0, 0, 0)));
            if (check.Remedy is not null)
            {
                context.People.Write(new Padder(new Text("Remedy: " + check.Remedy), new Padding(2, 0, 0, 0)));
            }
        }
    }
}
