using NumberVerify;
using NumberVerify.AspNetCore;

namespace Web.Pages;

/// <summary>For those whose number was verified.</summary>
internal sealed class WelcomePage : IResult
{
    /// <summary>The claim that says by what.</summary>
    public const string ChannelClaim = "channel";

    public Task ExecuteAsync(HttpContext http)
    {
        var number = http.User.FindFirst(VerifiedNumberClaims.PhoneNumber)!.Value;
        var silently = http.User.HasClaim(ChannelClaim, nameof(PhoneVerificationChannel.Silent));
        return Layout.WriteAsync(http, "You are signed up", $"""
            <section class="card outcome good">
            {OutcomePage.GoodSign}
            <h1 tabindex="-1" autofocus>You are signed up</h1>
            <p>Your number ending in <b class="number">{Layout.Encode(number[^4..])}</b> is verified, {(silently ? "by your mobile operator, without a code" : "by the code you entered")}.</p>
            <form method="post" action="/sign-out"><button type="submit" class="second">Sign out</button></form>
            </section>
            """);
    }
}
