namespace NumberVerify.Unit.Tests.PhoneVerification;

/// <summary>One that can send again and take back.</summary>
internal sealed class ResendingCodeProvider(string name = "codes") : FakeCodeProvider(name), ICodeResender, ICodeCanceller
{
    private int _resent;
    private int _cancelled;

    public int Resent => _resent;

    public int Cancelled => _cancelled;

    public Func<Exception?> RefusesAgain { get; set; } = static () => null;

    public Func<bool> TakesBack { get; set; } = static () => true;

    public Task<CodeHandle> ResendAsync(CodeHandle handle, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _resent);
        return RefusesAgain() is { } refusal ? throw refusal : Task.FromResult(HandleOf(handle.Channel, 100 + _resent));
    }

    public Task<bool> CancelAsync(CodeHandle handle, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _cancelled);
        return Task.FromResult(TakesBack());
    }
}
