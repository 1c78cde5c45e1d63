using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace NumberVerify.Unit.Tests.PhoneVerification;

/// <summary>One line registers it; what is wrong is told when the host starts.</summary>
public sealed class AddPhoneVerifierTests
{
    private readonly FakeOperator _operator = new();
    private readonly FakeCodeProvider _codes = new();

    [Theory]
    [InlineData(true, true, PhoneVerificationStatus.RedirectToOperator)]
    [InlineData(true, false, PhoneVerificationStatus.RedirectToOperator)]
    [InlineData(false, true, PhoneVerificationStatus.CodeSent)]
    public async Task It_works_with_clients_providers_or_both(bool hasClient, bool hasProvider, PhoneVerificationStatus status)
    {
        using var host = Host(hasClient, hasProvider, static _ => { });
        await host.StartAsync();

        var start = await host.Services.GetRequiredService<PhoneVerifier>().StartAsync(FakeOperator.Number);

        Assert.Equal(status, start.Status);
    }

    [Fact]
    public async Task With_neither_the_host_does_not_start()
    {
        using var host = Host(hasClient: false, hasProvider: false, static _ => { });

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.StartsWith("There is nothing to verify with", exception.Failures.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_fault_is_told_at_once()
    {
        using var host = Host(hasClient: false, hasProvider: true, static options =>
        {
            options.Keys = null;
            options.Policy = new PhoneVerificationPolicy { Attempts = 0, SilentClients = ["nobody"], Providers = ["nobody"] };
            options.Limits = new CodeSendLimits { PerNumber = 0, Window = TimeSpan.Zero };
        });

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Equal(["Keys", "Limits", "Limits", "Limits", "Policy", "Policy", "Policy"], exception.Failures.Select(static failure => failure.Split(' ', '.')[0]).Order(StringComparer.Ordinal));
        Assert.Throws<OptionsValidationException>(() => new PhoneVerifier(new PhoneVerifierOptions()));
    }

    [Fact]
    public async Task Clients_are_asked_in_the_order_they_were_added_or_as_the_policy_says()
    {
        using var host = Host(hasClient: false, hasProvider: true, static _ => { }, services =>
        {
            foreach (var name in new[] { "south", "north", "east" })
            {
                services.AddNumberVerify(name, FakeOptions.CopyTo(FakeOperator.StaticOptions())).ConfigurePrimaryHttpMessageHandler(() => _operator.Http);
                services.Configure<NumberVerifyClientOptions>(name, options => options.ClientId = name);
            }
        });
        var verifier = host.Services.GetRequiredService<PhoneVerifier>();

        Assert.Equal(["south", "north", "east"], await ClientsAsync(policy: null));
        Assert.Equal(["east", "south"], await ClientsAsync(new PhoneVerificationPolicy { SilentClients = ["east", "south"] }));
        await Assert.ThrowsAsync<OptionsValidationException>(() => verifier.StartAsync(FakeOperator.Number, new PhoneVerificationPolicy { SilentClients = ["nobody"] }));

        async Task<List<string>> ClientsAsync(PhoneVerificationPolicy? policy)
        {
            var asked = new List<string>();
            var result = await verifier.StartAsync(FakeOperator.Number, policy);
            while (result.AuthUrl is { } url)
            {
                asked.Add(Query.Value(url, "client_id")!);
                result = await verifier.ContinueAsync(result.Handle!, AuthorizationResponse.Parse($"?error=login_required&state={Query.Value(url, "state")}"));
            }

            return asked;
        }
    }

    [Fact]
    public async Task Two_providers_of_one_name_are_refused()
    {
        using var host = Host(hasClient: false, hasProvider: true, static _ => { }, services => services.AddSingleton<IOneTimePasswordProvider>(new FakeCodeProvider()));

        await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
    }

    [Fact]
    public async Task The_containers_clock_store_and_audit_are_used()
    {
        var sink = new Sink();
        var store = new MemoryAttemptStore(_operator.Time);
        using var host = Host(hasClient: false, hasProvider: true, static _ => { }, services => services.AddSingleton<IVerificationAudit>(sink).AddSingleton<IAttemptStore>(store).AddSingleton<TimeProvider>(_operator.Time));
        var verifier = host.Services.GetRequiredService<PhoneVerifier>();
        var sent = await verifier.StartAsync(FakeOperator.Number, subject: "user 7");

        var wrong = await verifier.SubmitCodeAsync(sent.Handle!, FakeCodeProvider.WrongCode);
        await verifier.SubmitCodeAsync(wrong.Handle!, FakeCodeProvider.Code);

        Assert.Equal([AuditOutcome.CodeSent, AuditOutcome.WrongCode, AuditOutcome.Matched], sink.Entries.Select(static entry => entry.Outcome));
        Assert.Single(sink.Entries.Select(static entry => entry.CorrelationId).Distinct());
        Assert.All(sink.Entries, entry => Assert.Equal(
            ("user 7", "codes", PhoneVerificationChannel.Sms, sink.Fingerprint.Compute(FakeOperator.Number), _operator.Time.GetUtcNow()),
            (entry.Subject, entry.Operator, entry.Channel, entry.Fingerprint, entry.Time)));
        Assert.InRange(store.Count, 1, 3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task What_cannot_be_recorded_is_withheld(int failsAt)
    {
        var sink = new Sink { FailsAt = failsAt };
        using var host = Host(hasClient: false, hasProvider: true, static _ => { }, services => services.AddSingleton<IVerificationAudit>(sink));
        var verifier = host.Services.GetRequiredService<PhoneVerifier>();

        var exception = await Assert.ThrowsAsync<AuditFailedException>(async () =>
        {
            var sent = await verifier.StartAsync(FakeOperator.Number);
            await verifier.SubmitCodeAsync(sent.Handle!, FakeCodeProvider.Code);
        });

        Assert.DoesNotContain("sink's own", exception.ToString(), StringComparison.Ordinal);
        Assert.Single(_codes.Asked);
    }

    [Fact]
    public async Task A_failed_send_is_recorded_too()
    {
        var sink = new Sink();
        _codes.Refuses = static _ => new PhoneNumberRejectedException("not routable", FakeChain.Cause("T346661113334", mayHaveBeenProcessed: true));
        using var host = Host(hasClient: false, hasProvider: true, static _ => { }, services => services.AddSingleton<IVerificationAudit>(sink));

        var result = await host.Services.GetRequiredService<PhoneVerifier>().StartAsync(FakeOperator.Number);

        Assert.Equal((AuditOutcome.Failed, nameof(PhoneNumberRejectedException), "_OTHER"), (sink.Entries.Single().Outcome, sink.Entries.Single().ErrorType, sink.Entries.Single().ErrorCode));
        Assert.Equal((PhoneVerificationStatus.Unavailable, PhoneVerificationReason.NumberRejected, "_OTHER"), (result.Status, result.Reason, result.ErrorCode));
    }

    [Fact]
    public async Task Calling_twice_adds_to_the_options_and_registers_one()
    {
        using var host = Host(hasClient: false, hasProvider: true, static _ => { }, static services => services.AddPhoneVerifier(static options => options.Policy = new PhoneVerificationPolicy { Attempts = 2 }));

        var sent = await host.Services.GetServices<PhoneVerifier>().Single().StartAsync(FakeOperator.Number);

        Assert.Equal(2, sent.AttemptsLeft);
    }

    private IHost Host(bool hasClient, bool hasProvider, Action<PhoneVerifierOptions> configure, Action<IServiceCollection>? services = null)
    {
        var builder = new HostBuilder().ConfigureServices(collection =>
        {
            if (hasClient)
            {
                collection.AddNumberVerify(FakeOptions.CopyTo(FakeOperator.StaticOptions())).ConfigurePrimaryHttpMessageHandler(() => _operator.Http);
            }

            if (hasProvider)
            {
                collection.AddSingleton<IOneTimePasswordProvider>(_codes);
            }

            collection.AddPhoneVerifier(options =>
            {
                options.Keys = FakeChain.Keys;
                configure(options);
            });
            services?.Invoke(collection);
        });
        return builder.Build();
    }

    private sealed class Sink : IVerificationAudit
    {
        private int _written;

        public List<VerificationAuditEntry> Entries { get; } = [];

        public int FailsAt { get; init; }

        public PhoneNumberFingerprint Fingerprint { get; } = new(new byte[32]);

        public ValueTask WriteAsync(VerificationAuditEntry entry, CancellationToken cancellationToken = default)
        {
            Entries.Add(entry);
            return ++_written == FailsAt ? throw new IOException("the sink's own words") : ValueTask.CompletedTask;
        }
    }
}
