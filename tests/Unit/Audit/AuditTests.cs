using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace NumberVerify.Unit.Tests.Audit;

/// <summary>Every verification is recorded before its result is given out; what cannot be recorded is withheld.</summary>
public sealed class AuditTests
{
    private readonly FakeOperator _operator = new();
    private readonly Sink _sink = new();

    [Theory]
    [InlineData(true, AuditOutcome.Matched)]
    [InlineData(false, AuditOutcome.NotMatched)]
    public async Task An_answer_is_recorded_with_who_what_and_a_fingerprint(bool answer, AuditOutcome outcome)
    {
        _operator.OnVerify = _ => FakeHandler.Json(answer ? """{"devicePhoneNumberVerified":true}""" : """{"devicePhoneNumberVerified":false}""").With("x-correlator", "operators-own");

        await SignIn().VerifyNumberAsync(config: new ApiConfig { Subject = "user 7", CorrelationId = "mine" });

        Assert.Equal(
            new VerificationAuditEntry
            {
                Time = _operator.Time.GetUtcNow(),
                Subject = "user 7",
                Operator = "camara",
                Purpose = "dpv:FraudPreventionAndDetection",
                Operation = NumberVerifyOperation.VerifyNumber,
                Outcome = outcome,
                CorrelationId = "mine",
                Fingerprint = _sink.Fingerprint.Compute(FakeOperator.Number),
            },
            _sink.Entries.Single());
    }

    [Fact]
    public async Task The_number_an_operator_tells_is_recorded_as_its_fingerprint()
    {
        await SignIn(NumberVerifyOperation.GetDevicePhoneNumber).GetDevicePhoneNumberAsync();

        var entry = _sink.Entries.Single();

        Assert.Equal((AuditOutcome.NumberShared, _sink.Fingerprint.Compute(FakeOperator.Number)), (entry.Outcome, entry.Fingerprint));
        Assert.DoesNotContain(FakeOperator.Number[1..], entry.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_number_that_only_came_as_a_hash_there_is_no_fingerprint()
    {
        await SignIn().VerifyHashedNumberAsync(HashedPhoneNumber.Compute(FakeOperator.Number));

        Assert.Null(_sink.Entries.Single().Fingerprint);
    }

    [Theory]
    [InlineData("UNAUTHENTICATED", "UNAUTHENTICATED")]
    [InlineData("T34666111333", "_OTHER")]
    public async Task A_refusal_is_recorded_before_it_is_thrown(string code, string recorded)
    {
        _operator.OnVerify = _ => FakeHandler.Json($$"""{"status":401,"code":"{{code}}","message":"m"}""", HttpStatusCode.Unauthorized);

        await Assert.ThrowsAsync<UnauthenticatedException>(() => SignIn().VerifyNumberAsync());

        var entry = _sink.Entries.Single();
        Assert.Equal((AuditOutcome.Failed, "UnauthenticatedException", recorded), (entry.Outcome, entry.ErrorType, entry.ErrorCode));
    }

    [Fact]
    public async Task A_failed_exchange_is_recorded_too()
    {
        _operator.OnToken = static _ => FakeHandler.Json("""{"error":"invalid_grant"}""", HttpStatusCode.BadRequest);

        await Assert.ThrowsAsync<CodeRejectedException>(() => SignIn().VerifyNumberAsync());

        Assert.Equal("invalid_grant", _sink.Entries.Single().ErrorCode);
    }

    [Fact]
    public async Task A_cancelled_call_is_recorded_though_its_token_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SignIn().VerifyNumberAsync(cancellationToken: cancellation.Token));

        Assert.Equal(AuditOutcome.Cancelled, _sink.Entries.Single().Outcome);
    }

    [Fact]
    public async Task The_result_waits_for_the_entry()
    {
        var written = new TaskCompletionSource();
        _sink.OnWrite = _ => written.Task;

        var answer = SignIn().VerifyNumberAsync();

        Assert.False(answer.IsCompleted);
        written.SetResult();
        Assert.True((await answer).DevicePhoneNumberVerified);
    }

    [Fact]
    public async Task A_failing_audit_withholds_the_answer_and_quotes_nothing()
    {
        _sink.OnWrite = static entry => throw new InvalidOperationException($"canary {entry.Fingerprint}");

        var exception = await Assert.ThrowsAsync<AuditFailedException>(() => SignIn().VerifyNumberAsync(config: new ApiConfig { CorrelationId = "mine" }));

        Assert.Equal((true, "mine"), (exception.RequestMayHaveBeenProcessed, exception.CorrelationId));
        Assert.DoesNotContain("canary", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_audit_hides_no_refusals_details()
    {
        _sink.OnWrite = static _ => Task.FromException(new IOException());
        _operator.OnVerify = static _ => FakeHandler.Json("""{"status":403,"code":"PERMISSION_DENIED","message":"m"}""", HttpStatusCode.Forbidden);

        var exception = await Assert.ThrowsAsync<AuditFailedException>(() => SignIn().VerifyNumberAsync());

        Assert.Equal((HttpStatusCode.Forbidden, "PERMISSION_DENIED", true), (exception.StatusCode, exception.Code, exception.RequestMayHaveBeenProcessed));
    }

    [Fact]
    public async Task An_audit_that_hangs_withholds_the_answer_after_the_timeout()
    {
        _sink.OnWrite = static _ => new TaskCompletionSource().Task;
        var answer = SignIn().VerifyNumberAsync();

        _operator.Time.Advance(TimeSpan.FromSeconds(11));

        await Assert.ThrowsAsync<AuditFailedException>(() => answer);
    }

    [Fact]
    public async Task A_phone_number_is_no_subject()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => SignIn().VerifyNumberAsync(config: new ApiConfig { Subject = FakeOperator.Number }));

        Assert.Empty(_sink.Entries);
        Assert.Empty(_operator.Http.Sent);
    }

    [Fact]
    public async Task A_mistake_in_the_arguments_is_nothing_that_happened()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => SignIn().VerifyNumberAsync(config: new ApiConfig { CorrelationId = "a b" }));

        Assert.Empty(_sink.Entries);
    }

    [Fact]
    public async Task A_clients_own_audit_comes_before_the_common_one()
    {
        var own = new Sink();
        var services = Services(_sink).AddKeyedSingleton<IVerificationAudit>("", own);
        await SignIn(services.BuildServiceProvider()).VerifyNumberAsync();

        Assert.Single(own.Entries);
        Assert.Empty(_sink.Entries);
    }

    private NumberVerifyUserClient SignIn(NumberVerifyOperation operation = NumberVerifyOperation.VerifyNumber) => SignIn(Services(_sink).BuildServiceProvider(), operation);

    private NumberVerifyUserClient SignIn(IServiceProvider services, NumberVerifyOperation operation = NumberVerifyOperation.VerifyNumber)
    {
        var request = AuthorizationRequest.Create(operation: operation);
        _operator.Expect(request);
        return services.GetRequiredService<NumberVerifyClient>().ForUser(request, AuthorizationResponse.Parse($"?code={FakeOperator.Code}&state={request.State}"), FakeOperator.Number);
    }

    private IServiceCollection Services(IVerificationAudit audit)
    {
        var services = new ServiceCollection().AddSingleton<TimeProvider>(_operator.Time).AddSingleton(audit);
        services.AddNumberVerify(FakeOptions.CopyTo(_operator.Options)).ConfigurePrimaryHttpMessageHandler(() => _operator.Http);
        return services;
    }

    private sealed class Sink : IVerificationAudit
    {
        public List<VerificationAuditEntry> Entries { get; } = [];

        public Func<VerificationAuditEntry, Task> OnWrite { get; set; } = static _ => Task.CompletedTask;

        public PhoneNumberFingerprint Fingerprint { get; } = new(new byte[32]);

        public ValueTask WriteAsync(VerificationAuditEntry entry, CancellationToken cancellationToken = default)
        {
            Entries.Add(entry);
            return new ValueTask(OnWrite(entry));
        }
    }
}
