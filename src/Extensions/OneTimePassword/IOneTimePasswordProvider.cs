namespace NumberVerify;

/// <summary>Sends codes and checks them. Implementations are thread-safe and keep nothing between two calls; what a provider can do beyond this is an interface of its own.</summary>
public interface IOneTimePasswordProvider
{
    /// <summary>The name its handles carry, for example <c>vonage-verify</c>. Constant, and no other provider of the process has it.</summary>
    string Name { get; }

    /// <summary>Has a code sent, once: nothing is repeated where the request may have been processed.</summary>
    /// <exception cref="ArgumentException">The provider cannot do what is asked. Nothing was sent; the message holds no number.</exception>
    /// <exception cref="PhoneNumberRejectedException">No code can be sent to this number, or none more.</exception>
    /// <exception cref="NumberVerifyException">Configuration, quota or transport.</exception>
    Task<CodeHandle> StartAsync(CodeRequest request, CancellationToken cancellationToken = default);

    /// <summary>Tries a code, once.</summary>
    /// <param name="handle">From this provider's <see cref="StartAsync"/>.</param>
    /// <param name="code">What the person typed: 4 to 10 ASCII digits.</param>
    /// <param name="cancellationToken">Stops waiting; the try may count all the same.</param>
    /// <exception cref="ArgumentException">The handle is another provider's, or the code is malformed. Nothing was sent.</exception>
    /// <exception cref="NumberVerifyException">Configuration, quota or transport; what became of the code is unknown.</exception>
    Task<CodeCheck> CheckAsync(CodeHandle handle, string code, CancellationToken cancellationToken = default);
}
