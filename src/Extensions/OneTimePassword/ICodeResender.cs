namespace NumberVerify;

/// <summary>A provider that can send again within one verification, without starting another.</summary>
public interface ICodeResender
{
    /// <summary>Has the code sent again, or the next step of the provider's own plan taken.</summary>
    /// <returns>The handle to check from now on.</returns>
    /// <exception cref="ArgumentException">The handle is another provider's.</exception>
    /// <exception cref="NumberVerifyException">The provider refuses, or configuration, quota or transport.</exception>
    Task<CodeHandle> ResendAsync(CodeHandle handle, CancellationToken cancellationToken = default);
}
