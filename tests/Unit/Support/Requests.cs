using System.Runtime.CompilerServices;

namespace NumberVerify.Unit.Tests.Support;

/// <summary>Authorization requests whose values a test knows beforehand; the library only makes random ones.</summary>
internal static class Requests
{
    /// <summary>With the verifier of RFC 7636, appendix B.</summary>
    public static AuthorizationRequest Rfc7636() => Create("a state", "a+nonce", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    public static extern AuthorizationRequest Create(string state, string nonce, string codeVerifier);
}
