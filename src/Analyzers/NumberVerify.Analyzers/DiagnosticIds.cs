namespace NumberVerify.Analyzers;

/// <summary>Every rule's identifier. The first digit is the category: 1 security, 2 usage, 9 configuration. An identifier is never reused.</summary>
internal static class DiagnosticIds
{
    public const string SecretIntoOAuthClient = "NV1001";
    public const string SecretLikeConstant = "NV1002";
    public const string SecretReadInFrontend = "NV1003";
    public const string SecretInShippedFile = "NV1004";
    public const string BackendAssemblyInFrontend = "NV1005";
    public const string HandMadeTokenRequest = "NV1006";
    public const string PrivateKeyInFrontend = "NV1007";
    public const string PhoneNumberAsState = "NV1010";
    public const string PredictableState = "NV1011";
    public const string UnsafeRedirectUri = "NV1012";
    public const string ProtectionSwitchedOff = "NV1013";
    public const string SecretLogged = "NV1015";
    public const string SecretInBackendSource = "NV1016";
    public const string FailureTreatedAsAnswer = "NV2001";
    public const string UsedTwice = "NV2002";
    public const string TokenStored = "NV2003";
    public const string HashWithoutPlus = "NV2004";
    public const string UnknownScopeOrPurpose = "NV2005";
    public const string AuthorizationUrlFetched = "NV2006";
    public const string CallbackNotCompared = "NV2007";
    public const string InvalidConfiguration = "NV9001";
}
