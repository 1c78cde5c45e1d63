using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NumberVerify.Unit.Tests.Telemetry;

namespace NumberVerify.Unit.Tests.PhoneVerification;

/// <summary>What listeners hear of codes and results: how it went, and of whom nothing.</summary>
[Collection(ListenerCollection.Name)]
public sealed class ChainTelemetryTests : IDisposable
{
    private readonly string _name = Guid.NewGuid().ToString();
    private readonly TelemetryCapture _telemetry = new();
    private readonly ListLogger _log = new();

    public void Dispose() => _telemetry.Dispose();

    [Fact]
    public async Task Each_code_is_a_span_and_each_result_is_counted()
    {
        var provider = new ResendingCodeProvider(_name);
        var results = await RunAsync(provider);

        Assert.Equal(
            ["numberverify.cancel_code success", "numberverify.check_code match", "numberverify.check_code no_match", "numberverify.resend_code success", "numberverify.send_code success", "numberverify.send_code success"],
            _telemetry.SpansOf(_name).Select(static span => $"{span.DisplayName} {span.GetTagItem("numberverify.outcome")}").Order(StringComparer.Ordinal));
        Assert.Equal(6, _telemetry.PointsOf(_name).Where(static point => point.Instrument == "numberverify.client.operation.duration").Sum(static point => point.Count));
        Assert.Contains(_telemetry.Texts(), static text => text.StartsWith("numberverify.verifier.results", StringComparison.Ordinal) && text.Contains("numberverify.status=WrongCode", StringComparison.Ordinal));
        Assert.Equal(results.Count, _log.Entries.Count(static entry => entry.Level == LogLevel.Debug && entry.Text.StartsWith("A verification stands at", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_failed_send_tells_its_type_and_no_word_of_the_providers()
    {
        var provider = new ResendingCodeProvider(_name) { Refuses = static _ => new PhoneNumberRejectedException("a text of the provider's", FakeChain.Cause("T346661113334", mayHaveBeenProcessed: true)) };

        await RunAsync(provider);

        var span = Assert.Single(_telemetry.SpansOf(_name).Select(static span => (span.GetTagItem("error.type"), span.GetTagItem("numberverify.error.code"))).Distinct());
        Assert.Equal((typeof(PhoneNumberRejectedException).FullName, "_OTHER"), span);
    }

    [Fact]
    public async Task Neither_number_nor_code_nor_handle_is_heard()
    {
        var results = await RunAsync(new ResendingCodeProvider(_name));

        var texts = _telemetry.Texts().Concat(_log.Entries.Select(static entry => entry.Text)).ToList();
        foreach (var secret in new[] { FakeOperator.Number[1..], FakeCodeProvider.Code, FakeCodeProvider.WrongCode, "user 7", "an address" }.Concat(results.Select(static result => result.Handle).OfType<string>()))
        {
            Assert.DoesNotContain(texts, text => text.Contains(secret, StringComparison.Ordinal));
        }
    }

    private async Task<List<PhoneVerificationResult>> RunAsync(FakeCodeProvider provider)
    {
        var time = new ManualTimeProvider();
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(time).AddSingleton<IOneTimePasswordProvider>(provider).AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_log));
        services.AddPhoneVerifier(static options => options.Keys = FakeChain.Keys);
        await using var container = services.BuildServiceProvider();
        var verifier = container.GetRequiredService<PhoneVerifier>();
        List<PhoneVerificationResult> results = [await verifier.StartAsync(FakeOperator.Number, clientKey: "an address", subject: "user 7")];
        if (results[0].Handle is not { } handle)
        {
            return results;
        }

        results.Add(await verifier.SubmitCodeAsync(handle, FakeCodeProvider.WrongCode));
        time.Advance(TimeSpan.FromSeconds(30));
        results.Add(await verifier.ResendAsync(handle));
        results.Add(await verifier.SubmitCodeAsync(results[^1].Handle!, FakeCodeProvider.Code));
        time.Advance(TimeSpan.FromSeconds(60));
        results.Add(await verifier.StartAsync(FakeOperator.Number));
        results.Add(await verifier.CancelAsync(results[^1].Handle!));
        return results;
    }
}
