namespace NumberVerify.Benchmarks;

/// <summary>What both ends of every row agree on.</summary>
internal static class Wire
{
    public const string ClientId = "shop";
    public const string ClientSecret = "a-secret-of-the-benchmark";
    public const string KeyId = "key-1";
    public const string RedirectUri = "https://app.example/callback";
    public const string Operator = "https://operator.example";
    public const string Purpose = "dpv:FraudPreventionAndDetection";
    public const string VerifyScope = "number-verification:verify";
    public const string PhoneNumber = "+34600000001";
    public const string AccessToken = "2YotnFZFEjr1zCsicMWpAA2YotnFZFEjr1zCsicMWpA";
    public const string Correlator = "x-correlator";
    public const string AuthorizePath = "/authorize";
    public const string TokenPath = "/token";
    public const string ApiPath = "/number-verification/v2/";
    public const string VerifyPath = ApiPath + "verify";

    public static ReadOnlySpan<byte> VerifyAnswer => """{"devicePhoneNumberVerified":true}"""u8;

    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>The browser's part: the redirect that ends one authorization.</summary>
    public static string Callback(string state) => string.Concat(RedirectUri + "?code=SplxlOBeZQQYbYS6WxSbIA&state=", state);
}
