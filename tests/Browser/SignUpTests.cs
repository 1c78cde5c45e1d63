using Web;

namespace NumberVerify.Browser.Tests;

/// <summary>The sign-up of samples/Web as a visitor goes through it.</summary>
public sealed class SignUpTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string OnWifi = "On Wi-Fi";
    private const string Refusing = "On mobile data, and its owner refuses";
    private const string SignUpTitle = "Sign up with your phone number";
    private const string CodeTitle = "Enter the code";
    private const string WelcomeTitle = "You are signed up";

    public static TheoryData<Window, bool> Browsers => new()
    {
        { Window.Phone, true },
        { Window.Phone, false },
        { Window.Desktop, true },
        { Window.Desktop, false },
    };

    [ChromiumTheory]
    [MemberData(nameof(Browsers))]
    public async Task The_phones_own_number_is_verified_without_a_code(Window window, bool hasScript)
    {
        await using var site = await Site.StartAsync();
        await using var visitor = await Visitor.ComeAsync(chromium, site.Address, window, hasScript);
        var page = await visitor.OpenAsync();
        await visitor.SeesAsync(page, SignUpTitle, "sign-up");

        await Visitor.EnterNumberAsync(page, "+34 666 111 3334");

        await visitor.SeesAsync(page, WelcomeTitle, "match");
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("3334 is verified, by your mobile operator, without a code");
        await Expect(page.GetByRole(AriaRole.Heading)).ToBeFocusedAsync();
        Assert.Equal("/welcome", new Uri(page.Url).PathAndQuery);
    }

    [ChromiumTheory]
    [MemberData(nameof(Browsers))]
    public async Task Another_number_does_not_match_and_nobody_is_signed_in(Window window, bool hasScript)
    {
        await using var site = await Site.StartAsync();
        await using var visitor = await Visitor.ComeAsync(chromium, site.Address, window, hasScript);
        var page = await visitor.OpenAsync();

        await Visitor.EnterNumberAsync(page, SimulatedOperator.OtherNumber);

        await visitor.SeesAsync(page, "This is another phone’s number", "no-match");
        await page.GotoAsync(new Uri(site.Address, "/welcome").AbsoluteUri);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(SignUpTitle);
    }

    [ChromiumTheory]
    [MemberData(nameof(Browsers))]
    public async Task On_Wifi_the_code_of_a_text_message_verifies(Window window, bool hasScript)
    {
        await using var site = await Site.StartAsync();
        await using var visitor = await Visitor.ComeAsync(chromium, site.Address, window, hasScript);
        var page = await visitor.OpenAsync();
        await Visitor.PlayAsync(page, OnWifi);

        await Visitor.EnterNumberAsync(page, SimulatedOperator.Number);
        await visitor.SeesAsync(page, CodeTitle, "code");
        await Visitor.EnterCodeAsync(page, site.Operator.LastCode);

        await visitor.SeesAsync(page, WelcomeTitle, "match-by-code");
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("3334 is verified, by the code you entered");
    }

    [ChromiumTheory]
    [MemberData(nameof(Browsers))]
    public async Task A_wrong_code_is_told_and_the_right_one_is_taken_then(Window window, bool hasScript)
    {
        await using var site = await Site.StartAsync();
        await using var visitor = await Visitor.ComeAsync(chromium, site.Address, window, hasScript);
        var page = await visitor.OpenAsync();
        await Visitor.PlayAsync(page, OnWifi);
        await Visitor.EnterNumberAsync(page, SimulatedOperator.Number);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = CodeTitle })).ToBeVisibleAsync();

        await Visitor.EnterCodeAsync(page, site.Operator.LastCode == "000000" ? "000001" : "000000");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("That is not the code.");
        await visitor.SeesAsync(page, CodeTitle, "wrong-code");
        await Visitor.EnterCodeAsync(page, site.Operator.LastCode);

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = WelcomeTitle })).ToBeVisibleAsync();
    }

    [ChromiumTheory]
    [MemberData(nameof(Browsers))]
    public async Task A_code_that_comes_too_late_verifies_nothing(Window window, bool hasScript)
    {
        await using var site = await Site.StartAsync();
        await using var visitor = await Visitor.ComeAsync(chromium, site.Address, window, hasScript);
        var page = await visitor.OpenAsync();
        await Visitor.PlayAsync(page, OnWifi);
        await Visitor.EnterNumberAsync(page, SimulatedOperator.Number);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = CodeTitle })).ToBeVisibleAsync();

        site.Clock.Advance(TimeSpan.FromHours(1));
        await Visitor.EnterCodeAsync(page, site.Operator.LastCode);

        await visitor.SeesAsync(page, "This verification is over, or was not started here.", "expired");
        await page.GotoAsync(new Uri(site.Address, "/welcome").AbsoluteUri);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(SignUpTitle);
    }

    [ChromiumTheory]
    [MemberData(nameof(Browsers))]
    public async Task Going_back_after_success_repeats_nothing(Window window, bool hasScript)
    {
        await using var site = await Site.StartAsync();
        await using var visitor = await Visitor.ComeAsync(chromium, site.Address, window, hasScript);
        var page = await visitor.OpenAsync();
        await Visitor.EnterNumberAsync(page, SimulatedOperator.Number);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = WelcomeTitle })).ToBeVisibleAsync();

        await page.GoBackAsync();

        await visitor.SeesAsync(page, SignUpTitle, "back");
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("You are signed up already.");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Verify my number" })).ToBeEnabledAsync();
        await page.GoForwardAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = WelcomeTitle })).ToBeVisibleAsync();
        Assert.Equal(1, site.Operator.CountRequests("/token"));
    }

    [ChromiumTheory]
    [MemberData(nameof(Browsers))]
    public async Task Two_tabs_go_their_own_ways_to_the_end(Window window, bool hasScript)
    {
        await using var site = await Site.StartAsync();
        await using var visitor = await Visitor.ComeAsync(chromium, site.Address, window, hasScript);
        var first = await visitor.OpenAsync();
        await Visitor.PlayAsync(first, OnWifi);
        var second = await visitor.OpenAsync();

        await Visitor.EnterNumberAsync(first, SimulatedOperator.Number);
        await Expect(first.GetByRole(AriaRole.Heading, new() { Name = CodeTitle })).ToBeVisibleAsync();
        var firstCode = site.Operator.LastCode;
        await Visitor.EnterNumberAsync(second, SimulatedOperator.OtherNumber);
        await Expect(second.GetByRole(AriaRole.Heading, new() { Name = CodeTitle })).ToBeVisibleAsync();
        await Visitor.EnterCodeAsync(second, site.Operator.LastCode);
        await visitor.SeesAsync(second, WelcomeTitle, "two-tabs-second");
        await Expect(second.GetByRole(AriaRole.Main)).ToContainTextAsync("9999 is verified");
        await Visitor.EnterCodeAsync(first, firstCode);

        await visitor.SeesAsync(first, WelcomeTitle, "two-tabs-first");
        await Expect(first.GetByRole(AriaRole.Main)).ToContainTextAsync("3334 is verified");
    }

    [ChromiumTheory]
    [MemberData(nameof(Browsers))]
    public async Task A_refusal_at_the_operator_is_an_end_and_no_code_follows(Window window, bool hasScript)
    {
        await using var site = await Site.StartAsync();
        await using var visitor = await Visitor.ComeAsync(chromium, site.Address, window, hasScript);
        var page = await visitor.OpenAsync();
        await Visitor.PlayAsync(page, Refusing);

        await Visitor.EnterNumberAsync(page, SimulatedOperator.Number);

        await visitor.SeesAsync(page, "The number was not confirmed", "refused");
        Assert.Equal(0, site.Operator.CountRequests("/one-time-password-sms/v1/send-code"));
        Assert.Equal(0, site.Operator.CountRequests("/token"));
    }

    [ChromiumTheory]
    [MemberData(nameof(Browsers))]
    public async Task What_is_no_number_is_told_where_it_is_corrected(Window window, bool hasScript)
    {
        await using var site = await Site.StartAsync();
        await using var visitor = await Visitor.ComeAsync(chromium, site.Address, window, hasScript);
        var page = await visitor.OpenAsync();

        await Visitor.EnterNumberAsync(page, "666 111");

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The phone number is not in international form.");
        await visitor.KeepAsync(page, "no-number");
        var field = page.GetByLabel("Phone number", new() { Exact = true });
        await Expect(field).ToHaveAttributeAsync("aria-invalid", "true");
        await field.FillAsync(SimulatedOperator.Number);
        await field.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = WelcomeTitle })).ToBeVisibleAsync();
    }
}
