namespace NumberVerify.Benchmarks;

/// <summary>One verification with a session that exists. Sessions are single-use, so each call makes its own; the user's client is the same for all.</summary>
internal sealed class OurVerification(NumberVerifyUserClient user)
{
    private static readonly string[] s_scopes = [Wire.VerifyScope];

    public Task<NumberVerifyResponse> RunAsync() => user.VerifyNumberAsync(config: new ApiConfig
    {
        Session = new Session { AccessToken = Wire.AccessToken, ExpiresAt = DateTimeOffset.UtcNow.AddMinutes(5), Scopes = s_scopes },
    });
}
