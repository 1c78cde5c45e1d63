namespace NumberVerify.Analyzers;

/// <summary>Parameters of an authorization request that rules look at.</summary>
[Flags]
internal enum AuthorizationParameter
{
    None = 0,
    State = 1,

    /// <summary>What the application keeps beside the request; our library does not send it.</summary>
    ApplicationState = 2,
    Nonce = 4,
    CodeVerifier = 8,
    RedirectUri = 16,
    CodeChallengeMethod = 32,
}
