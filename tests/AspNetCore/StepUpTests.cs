using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace NumberVerify.AspNetCore.Tests;

/// <summary>Only a number that was verified a short while ago opens what asks for one.</summary>
public sealed class StepUpTests
{
    private static readonly TimeSpan s_maxAge = TimeSpan.FromMinutes(10);

    private readonly ManualTimeProvider _time = new();

    private long Now => _time.GetUtcNow().ToUnixTimeSeconds();

    [Fact]
    public async Task A_fresh_verification_is_enough_and_an_old_one_is_not()
    {
        var user = UserWith([.. VerifiedNumberClaims.Create(Verified(), _time)]);

        Assert.True(await IsAllowedAsync(user));
        _time.Advance(s_maxAge);
        Assert.True(await IsAllowedAsync(user));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await IsAllowedAsync(user));
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("-1")]
    [InlineData("+1767323045")]
    [InlineData("1e9")]
    [InlineData(" 1767323045")]
    [InlineData("99999999999999999999")]
    [InlineData("9223372036854775807")]
    public async Task What_is_no_time_proves_nothing(string value) =>
        Assert.False(await IsAllowedAsync(UserWith(new Claim(VerifiedNumberClaims.PhoneNumber, Application.Number), new Claim(VerifiedNumberClaims.VerifiedAt, value))));

    [Fact]
    public async Task A_time_that_is_yet_to_come_proves_nothing_but_clocks_may_differ()
    {
        Assert.True(await IsAllowedAsync(At(Now + 60)));
        Assert.False(await IsAllowedAsync(At(Now + 61)));
    }

    [Fact]
    public async Task A_claim_that_is_missing_or_doubled_proves_nothing()
    {
        var (number, at) = (new Claim(VerifiedNumberClaims.PhoneNumber, Application.Number), new Claim(VerifiedNumberClaims.VerifiedAt, Now.ToString(CultureInfo.InvariantCulture)));

        Assert.False(await IsAllowedAsync(UserWith(number)));
        Assert.False(await IsAllowedAsync(UserWith(at)));
        Assert.False(await IsAllowedAsync(UserWith(number, at, at)));
        Assert.False(await IsAllowedAsync(UserWith(number, number, at)));
        Assert.False(await IsAllowedAsync(new ClaimsPrincipal(new ClaimsIdentity([number, at]))));
        Assert.False(await IsAllowedAsync(new ClaimsPrincipal([new ClaimsIdentity([number], "one"), new ClaimsIdentity([at], "other")])));
        Assert.True(await IsAllowedAsync(UserWith(number, at)));
    }

    [Theory]
    [InlineData(PhoneVerificationStatus.NotMatched)]
    [InlineData(PhoneVerificationStatus.Denied)]
    [InlineData(PhoneVerificationStatus.CodeSent)]
    [InlineData(PhoneVerificationStatus.Unavailable)]
    public void Nothing_is_claimed_for_a_number_that_was_not_verified(PhoneVerificationStatus status) =>
        Assert.Throws<ArgumentException>(() => VerifiedNumberClaims.Create(new PhoneVerificationResult { Status = status, PhoneNumber = PhoneNumber.Parse(Application.Number) }));

    [Fact]
    public void A_policy_that_nothing_could_meet_or_everything_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new AuthorizationPolicyBuilder().RequireVerifiedNumber(TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AuthorizationPolicyBuilder().RequireVerifiedNumber(TimeSpan.FromMinutes(-1)));
    }

    private static PhoneVerificationResult Verified() => new() { Status = PhoneVerificationStatus.Verified, PhoneNumber = PhoneNumber.Parse(Application.Number) };

    private static ClaimsPrincipal UserWith(params Claim[] claims) => new(new ClaimsIdentity(claims, "test"));

    private ClaimsPrincipal At(long seconds) =>
        UserWith(new Claim(VerifiedNumberClaims.PhoneNumber, Application.Number), new Claim(VerifiedNumberClaims.VerifiedAt, seconds.ToString(CultureInfo.InvariantCulture)));

    private async Task<bool> IsAllowedAsync(ClaimsPrincipal user)
    {
        await using var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(_time).AddAuthorizationCore().AddNumberVerifyEndpoints().BuildServiceProvider();
        var policy = new AuthorizationPolicyBuilder().RequireVerifiedNumber(s_maxAge).Build();
        return (await services.GetRequiredService<IAuthorizationService>().AuthorizeAsync(user, policy)).Succeeded;
    }
}
