using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NumberVerify.Integration.Tests.Simulator;
using NumberVerify.Simulator;
using NumberVerify.Testing;

namespace NumberVerify.Integration.Tests.Flow;

/// <summary>Real sockets, a simulated operator, every log category at Trace, exporters attached: nothing secret that went over the wire is told anywhere.</summary>
[Collection(Listeners)]
public sealed class CanaryTests
{
    private const string Listeners = "Listeners";

    [Theory]
    [InlineData(ClientAuthenticationMethod.PrivateKeyJwt, OperatorTokenGrant.JwtBearer, DPoPUse.Off)]
    [InlineData(ClientAuthenticationMethod.PrivateKeyJwt, OperatorTokenGrant.JwtBearer, DPoPUse.Required)]
    [InlineData(ClientAuthenticationMethod.PrivateKeyJwt, OperatorTokenGrant.Ciba, DPoPUse.Required)]
    [InlineData(ClientAuthenticationMethod.ClientSecretBasic, OperatorTokenGrant.Ciba, DPoPUse.Off)]
    [InlineData(ClientAuthenticationMethod.ClientSecretPost, OperatorTokenGrant.Ciba, DPoPUse.Off)]
    public async Task Nothing_secret_is_told(ClientAuthenticationMethod method, OperatorTokenGrant grant, DPoPUse dpop)
    {
        JumpingClock? clock = null;
        var log = new ListLogger();
        var wire = new Wire();
        using var telemetry = new TelemetryCapture();
        await using var flow = await FlowFixture.StartAsync(
            method,
            configure: options => options.Profile = options.Profile with { OperatorTokenGrant = grant, DPoP = dpop, SignsAuthorizationRequests = dpop == DPoPUse.Required },
            configureOperator: options =>
            {
                clock = new JumpingClock((ManualTimeProvider)options.TimeProvider);
                options.DPoPNonceRequired = dpop == DPoPUse.Required;
            },
            addServices: services => services.AddSingleton<TimeProvider>(clock!).AddLogging(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace)),
            configureHttp: http => http.AddHttpMessageHandler(() => new Recorder(wire)));
        var told = new List<string?>();

        await RunAsync(async () => await (await flow.SignInAsync(RunningOperator.Number)).VerifyNumberAsync());
        await RunAsync(async () => await (await flow.SignInAsync(RunningOperator.OtherNumber)).VerifyNumberAsync());
        await RunAsync(async () => await (await flow.SignInAsync(RunningOperator.Number)).VerifyHashedNumberAsync());
        await RunAsync(async () => await (await flow.SignInAsync(operation: NumberVerifyOperation.GetDevicePhoneNumber)).GetDevicePhoneNumberAsync());
        await RunAsync(async () =>
        {
            var user = await flow.SignInAsync(RunningOperator.Number);
            await user.VerifyNumberAsync();
            return await user.VerifyNumberAsync();
        });
        await RunAsync(async () =>
        {
            var user = await flow.SignInAsync();
            flow.Operator.Time.Advance(TimeSpan.FromSeconds(61));
            return await user.GetSessionAsync();
        });
        await RunAsync(async () => await OperatorToken().VerifyNumberAsync());
        await RunAsync(async () => await OperatorToken(NumberVerifyOperation.GetDevicePhoneNumber).GetDevicePhoneNumberAsync());
        await RunAsync(async () =>
        {
            flow.Operator.Phone.BackchannelAnswer = BackchannelAnswer.Deny;
            flow.Operator.Phone.HasConsented = false;
            return await OperatorToken().VerifyNumberAsync();
        });
        await RunAsync(async () =>
        {
            flow.Operator.Phone.Connection = DeviceConnection.WiFi;
            return await flow.SignInAsync(RunningOperator.Number);
        });

        var texts = told.Concat(log.Entries.Select(static entry => entry.Text)).Concat(telemetry.Texts()).ToList();
        Assert.Superset(
            new HashSet<string>
            {
                "code", "code_verifier", "access_token", "id_token", "Authorization", "phoneNumber", "hashedPhoneNumber", "devicePhoneNumber",
                grant == OperatorTokenGrant.JwtBearer ? "assertion" : "auth_req_id",
                dpop == DPoPUse.Required ? "DPoP" : "access_token",
                grant == OperatorTokenGrant.JwtBearer ? "code" : dpop == DPoPUse.Required ? "request" : "login_hint",
            },
            wire.Secrets.Select(static secret => secret.Key).ToHashSet());
        Assert.All(wire.Secrets, secret => Assert.DoesNotContain(texts, text => text?.Contains(secret.Value.TrimStart('+'), StringComparison.OrdinalIgnoreCase) == true));
        Assert.Contains(texts, static text => text?.StartsWith("numberverify.verify", StringComparison.Ordinal) == true);
        Assert.Contains(log.Entries, static entry => entry.Text.StartsWith("exchange at camara: failure", StringComparison.Ordinal));

        NumberVerifyUserClient OperatorToken(NumberVerifyOperation operation = NumberVerifyOperation.VerifyNumber)
        {
            var token = flow.Operator.Phone.CreateOperatorToken();
            wire.Add("operator_token", token);
            return flow.Client.ForOperatorToken(token, operation == NumberVerifyOperation.VerifyNumber ? RunningOperator.Number : null, operation);
        }

        async Task RunAsync<T>(Func<Task<T>> run)
        {
            try
            {
                var result = await run();
                told.AddRange([result?.ToString(), JsonSerializer.Serialize(result)]);
            }
            catch (NumberVerifyException exception)
            {
                told.Add(exception.ToString());
            }
        }
    }

    /// <summary>What went over the wire and must stay there, by its name.</summary>
    private sealed class Wire
    {
        private static readonly string[] s_names = ["code", "code_verifier", "client_secret", "client_assertion", "access_token", "id_token", "refresh_token", "phoneNumber", "hashedPhoneNumber", "devicePhoneNumber",
            "operator_token", "assertion", "auth_req_id", "login_hint", "request", "Authorization", "DPoP", "DPoP-Nonce"];

        public ConcurrentBag<KeyValuePair<string, string>> Secrets { get; } = [];

        public void Add(string name, string value)
        {
            if (s_names.Contains(name))
            {
                Secrets.Add(new(name, value));
            }
        }
    }

    private sealed class Recorder(Wire wire) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var sent = await SentRequest.CopyAsync(request);
            if (sent.Header("Authorization") is { } authorization)
            {
                wire.Add("Authorization", authorization.Split(' ')[1]);
            }

            if (sent.Header("DPoP") is { } proof)
            {
                wire.Add("DPoP", proof);
            }

            if (sent.Header("Content-Type") == "application/x-www-form-urlencoded")
            {
                foreach (var (name, value) in sent.Form)
                {
                    wire.Add(name, value);
                }
            }
            else
            {
                Read(sent.Body);
            }

            var response = await base.SendAsync(request, cancellationToken);
            if (response.Headers.TryGetValues("DPoP-Nonce", out var nonces))
            {
                wire.Add("DPoP-Nonce", nonces.Single());
            }

            await response.Content.LoadIntoBufferAsync(cancellationToken);
            Read(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            return response;
        }

        private void Read(byte[] json)
        {
            if (json.Length == 0)
            {
                return;
            }

            using var body = JsonDocument.Parse(json);
            foreach (var member in body.RootElement.EnumerateObject())
            {
                // An error's code is told on purpose; only the token request has a code that is secret.
                if (member.Value.ValueKind == JsonValueKind.String && member.Name != "code")
                {
                    wire.Add(member.Name, member.Value.GetString()!);
                }
            }
        }
    }

    [CollectionDefinition(Listeners, DisableParallelization = true)]
    public sealed class ListenerCollection;
}
