namespace NumberVerify;

/// <summary>A provider that can be told that a code is not waited for any more.</summary>
public interface ICodeCanceller
{
    /// <summary>Ends the verification; its code is good for nothing from then on.</summary>
    /// <returns>False where the provider will not, because it is too early or too late for it.</returns>
    /// <exception cref="ArgumentException">The handle is another provider's.</exception>
    /// <exception cref="NumberVerifyException">Configuration, quota or transport.</exception>
    Task<bool> CancelAsync(CodeHandle handle, CancellationToken cancellationToken = default);
}
