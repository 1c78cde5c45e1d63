using NumberVerify.AspNetCore;

namespace Web.Pages;

/// <summary>Asks for the number. A plain form, to which the script adds what it shows while it waits.</summary>
internal sealed class SignUpPage(Uri site, SimulatedOperator mobileOperator, Phone played) : IResult
{
    public Task ExecuteAsync(HttpContext http) => Layout.WriteAsync(http, "Sign up", $"""
        <div class="columns">
        <section class="card" aria-labelledby="sign-up-title">
        <h1 id="sign-up-title">Sign up with your phone number</h1>
        {(http.User.HasClaim(static claim => claim.Type == VerifiedNumberClaims.PhoneNumber)
            ? """<p class="note">You are signed up already. <a href="/welcome">Go to your account</a>, or verify another number.</p>"""
            : """<p class="lead">No password. Your mobile operator confirms the number, mostly without a code to type.</p>""")}
        <form id="sign-up" method="post" action="/verify/start">
        <div class="error" id="error" role="alert" tabindex="-1" hidden></div>
        <label for="phoneNumber">Phone number</label>
        <input id="phoneNumber" name="phoneNumber" type="tel" inputmode="tel" autocomplete="tel" maxlength="32" required aria-describedby="number-hint" placeholder="+34 666 111 3334">
        <p class="hint" id="number-hint">With a plus sign and the country code. Switch Wi-Fi off for a moment: the operator recognises the mobile connection.</p>
        <button type="submit">Verify my number</button>
        </form>
        <div id="progress" class="progress" tabindex="-1" hidden>
        <ol class="steps">
        <li data-step="number">Your number is checked</li>
        <li data-step="operator">Your operator is asked</li>
        <li data-step="result">You are signed up</li>
        </ol>
        </div>
        <p id="status" class="unseen" role="status"></p>
        </section>
        <section class="card desktop" aria-labelledby="phone-title">
        <h2 id="phone-title">Continue on your phone</h2>
        <p>The operator can only recognise a phone. Scan this with its camera, and sign up there.</p>
        {QrCode.Svg(site)}
        <p class="hint address">{Layout.Encode(site.AbsoluteUri)}</p>
        </section>
        </div>
        """,
        $"""
        <aside class="card demo" aria-labelledby="demo-title">
        <h2 id="demo-title">Try it out</h2>
        <p>A simulated operator runs beside this page. The phone’s number is <b class="number">{SimulatedOperator.Number}</b>; any other one is somebody else’s.
        Text messages arrive on <a href="{Layout.Encode(mobileOperator.Page.AbsoluteUri)}" target="_blank" rel="noreferrer">the operator’s page (new tab)</a>.</p>
        <form method="post" action="/phone">
        <fieldset>
        <legend>This browser plays a phone</legend>
        {string.Concat(mobileOperator.Phones.Select(phone => $"""
            <label class="choice"><input type="radio" name="phone" value="{phone.Name}"{(phone == played ? " checked" : "")}> {Layout.Encode(phone.Title)}</label>

            """))}
        </fieldset>
        <button type="submit" class="second">Play this phone</button>
        </form>
        </aside>
        """);
}
