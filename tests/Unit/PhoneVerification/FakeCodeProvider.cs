using System.Collections.Concurrent;

namespace NumberVerify.Unit.Tests.PhoneVerification;

/// <summary>Sends codes to nobody, and knows the right one. Thread-safe.</summary>
internal class FakeCodeProvider(string name = "codes") : IOneTimePasswordProvider
{
    public const string Code = "246810";
    public const string WrongCode = "999999";

    private readonly ConcurrentQueue<CodeRequest> _sent = new();
    private int _checks;

    public string Name => name;

    /// <summary>Everything that was asked to be sent, refused or not.</summary>
    public IReadOnlyList<CodeRequest> Asked => [.. _sent];

    public int Checks => Volatile.Read(ref _checks);

    public Func<CodeRequest, Exception?> Refuses { get; set; } = static _ => null;

    public Func<string, CodeCheck> Answers { get; set; } = static code => code == Code ? CodeCheck.Correct : CodeCheck.Wrong;

    /// <summary>Awaited before anything is answered.</summary>
    public Task Before { get; set; } = Task.CompletedTask;

    public async Task<CodeHandle> StartAsync(CodeRequest request, CancellationToken cancellationToken = default)
    {
        _sent.Enqueue(request);
        var number = _sent.Count;
        await Before;
        return Refuses(request) is { } refusal ? throw refusal : HandleOf(request.Channel, number);
    }

    public async Task<CodeCheck> CheckAsync(CodeHandle handle, string code, CancellationToken cancellationToken = default)
    {
        Assert.Equal(name, handle.Provider);
        Interlocked.Increment(ref _checks);
        await Before;
        return Answers(code);
    }

    protected CodeHandle HandleOf(CodeChannel channel, int number) => new()
    {
        Provider = name,
        Id = $"sent-{number}",
        PhoneNumber = PhoneNumber.Parse(FakeOperator.Number),
        Channel = channel,
        ExpiresAt = DateTimeOffset.UnixEpoch,
    };
}
