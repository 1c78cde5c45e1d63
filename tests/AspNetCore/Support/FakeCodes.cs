namespace NumberVerify.AspNetCore.Tests;

/// <summary>Sends codes to nobody, and knows the right one.</summary>
internal sealed class FakeCodes : IOneTimePasswordProvider
{
    public const string Code = "246810";
    public const string WrongCode = "999999";

    private int _sent;
    private int _checked;

    public string Name => "codes";

    public int Sent => Volatile.Read(ref _sent);

    public int Checked => Volatile.Read(ref _checked);

    public CodeChannel LastChannel { get; private set; }

    /// <summary>What sending and checking end in; null for an answer.</summary>
    public Func<Exception?> Fails { get; set; } = static () => null;

    public Task<CodeHandle> StartAsync(CodeRequest request, CancellationToken cancellationToken = default)
    {
        var number = Interlocked.Increment(ref _sent);
        LastChannel = request.Channel;
        return Fails() is { } failure
            ? throw failure
            : Task.FromResult(new CodeHandle { Provider = Name, Id = $"sent-{number}", Channel = request.Channel, ExpiresAt = DateTimeOffset.MaxValue });
    }

    public Task<CodeCheck> CheckAsync(CodeHandle handle, string code, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _checked);
        return Fails() is { } failure ? throw failure : Task.FromResult(code == Code ? CodeCheck.Correct : CodeCheck.Wrong);
    }
}
