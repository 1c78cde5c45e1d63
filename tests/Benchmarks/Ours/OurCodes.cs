namespace NumberVerify.Benchmarks;

/// <summary>The providers of one-time codes, over a handler of the benchmark's.</summary>
internal static class OurCodes
{
    public static IOneTimePasswordProvider Vonage(HttpMessageHandler handler) =>
        new VonageVerifyClient(new VonageVerifyOptions { ApiKey = Wire.ClientId, ApiSecret = Wire.ClientSecret, Brand = "Example" }, handler);

    public static IOneTimePasswordProvider Authy(HttpMessageHandler handler) => new AuthyPhoneVerificationClient(new AuthyPhoneVerificationOptions { ApiKey = Wire.ClientSecret }, handler);

    public static IOneTimePasswordProvider Sms(HttpMessageHandler handler) => new OneTimePasswordSmsClient(new NumberVerifyClient(
        new NumberVerifyClientOptions
        {
            ClientId = Wire.ClientId,
            ClientSecret = Wire.ClientSecret,
            Profile = OperatorProfile.Camara with { ClientAuthentication = ClientAuthenticationMethod.ClientSecretBasic, UsesOpenId = false },
            RedirectUri = new Uri(Wire.RedirectUri),
            AuthorizationEndpoint = new Uri(Wire.Operator + Wire.AuthorizePath),
            TokenEndpoint = new Uri(Wire.Operator + Wire.TokenPath),
            ApiRoot = new Uri(Wire.Operator),
        },
        handler));
}
