namespace NumberVerify.Load.Tests.Application;

/// <summary>Sends codes to nobody, knows the right one, and fails every so often.</summary>
/// <param name="failureEvery">One call in as many fails; zero for none.</param>
internal sealed class FaultyCodes(int failureEvery) : IOneTimePasswordProvider
{
    public const string Code = "246810";
    public const string WrongCode = "999999";

    private int _calls;

    public string Name => "codes";

    public Task<CodeHandle> StartAsync(CodeRequest request, CancellationToken cancellationToken = default) =>
        Task.FromResult(new CodeHandle { Provider = Name, Id = $"sent-{Call()}", Channel = request.Channel, ExpiresAt = DateTimeOffset.MaxValue });

    public Task<CodeCheck> CheckAsync(CodeHandle handle, string code, CancellationToken cancellationToken = default)
    {
        Call();
        return Task.FromResult(code == Code ? CodeCheck.Correct : CodeCheck.Wrong);
    }

    private int Call()
    {
        var call = Interlocked.Increment(ref _calls);
        return failureEvery > 0 && call % failureEvery == 0 ? throw new HttpRequestException("The provider is gone.") : call;
    }
}
