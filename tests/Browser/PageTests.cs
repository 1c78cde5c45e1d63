namespace NumberVerify.Browser.Tests;

/// <summary>What pages look like, and how they are used without a mouse.</summary>
public sealed class PageTests(Chromium chromium) : IClassFixture<Chromium>
{
    [ChromiumTheory]
    [InlineData(Window.Phone)]
    [InlineData(Window.Desktop)]
    public async Task While_the_operator_is_asked_the_page_shows_and_says_so(Window window)
    {
        await using var site = await Site.StartAsync();
        await using var visitor = await Visitor.ComeAsync(chromium, site.Address, window);
        var page = await visitor.OpenAsync();

        // A page is left when the next one comes: this operator's address is a place within the page.
        var answer = $$"""{ "status": "RedirectToOperator", "authUrl": "{{site.Address}}#operator", "transaction": "t" }""";
        await page.RouteAsync("**/verify/start", route => route.FulfillAsync(new() { ContentType = "application/json", Body = answer }));
        await Visitor.EnterNumberAsync(page, "+346661113334");

        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Your operator is asked…");
        await Expect(page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Your operator is asked" })).ToHaveAttributeAsync("aria-current", "step");
        await Expect(page.GetByLabel("Phone number", new() { Exact = true })).ToBeHiddenAsync();
        await visitor.KeepAsync(page, "progress");
    }

    [ChromiumTheory]
    [InlineData(Window.Phone)]
    [InlineData(Window.Desktop)]
    public async Task In_the_dark_every_page_keeps_its_contrast(Window window)
    {
        await using var site = await Site.StartAsync();
        await using var visitor = await Visitor.ComeAsync(chromium, site.Address, window, colors: ColorScheme.Dark);
        var page = await visitor.OpenAsync();
        await visitor.KeepAsync(page, "sign-up");
        await Visitor.PlayAsync(page, "On Wi-Fi");
        await Visitor.EnterNumberAsync(page, "+346661113334");
        await visitor.SeesAsync(page, "Enter the code", "code");
        await Visitor.EnterCodeAsync(page, "1");
        await visitor.SeesAsync(page, "Enter the code", "malformed-code");
        await Visitor.EnterCodeAsync(page, site.Operator.LastCode);
        await visitor.SeesAsync(page, "You are signed up", "match");

        foreach (var (path, heading) in new[]
        {
            ("/result/not-matched", "This is another phone’s number"), ("/result/denied", "The number was not confirmed"), ("/result/expired", "That took too long"),
            ("/result/unavailable", "We cannot verify numbers right now"),
        })
        {
            await visitor.SeesAsync(await visitor.OpenAsync(path), heading, path.Split('/')[^1]);
        }
    }

    [ChromiumTheory]
    [InlineData(Window.Phone)]
    [InlineData(Window.Desktop)]
    public async Task The_endpoints_own_pages_are_held_to_the_same_rules(Window window)
    {
        await using var site = await Site.StartAsync();
        await using var visitor = await Visitor.ComeAsync(chromium, site.Address, window);

        await visitor.SeesAsync(await visitor.OpenAsync("/verify/start"), "Verify your phone number", "number-page");
        await visitor.SeesAsync(await visitor.OpenAsync("/verify/callback?code=abc&state=abc"), "This verification is over, or was not started here.", "error-page");
        await visitor.SeesAsync(await visitor.OpenAsync("/verify/code"), "This verification is over, or was not started here.", "no-code-page");
    }

    [ChromiumFact]
    public async Task A_desktop_is_offered_the_way_to_the_phone_and_a_phone_is_not()
    {
        await using var site = await Site.StartAsync();
        await using var desktop = await Visitor.ComeAsync(chromium, site.Address, Window.Desktop, hasScript: false);
        await using var phone = await Visitor.ComeAsync(chromium, site.Address, Window.Phone, hasScript: false);
        const string Name = "QR code with the address of this page";

        await Expect((await desktop.OpenAsync()).GetByRole(AriaRole.Img, new() { Name = Name })).ToBeVisibleAsync();
        await Expect((await phone.OpenAsync()).GetByRole(AriaRole.Img, new() { Name = Name, IncludeHidden = true })).ToBeHiddenAsync();
    }

    [ChromiumFact]
    public async Task Who_has_no_mouse_gets_from_the_top_to_the_end_and_sees_where_the_focus_is()
    {
        await using var site = await Site.StartAsync();
        await using var visitor = await Visitor.ComeAsync(chromium, site.Address, Window.Desktop);
        var page = await visitor.OpenAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip to the content" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByLabel("Phone number", new() { Exact = true })).ToBeFocusedAsync();
        await Expect(page.GetByLabel("Phone number", new() { Exact = true })).ToHaveCSSAsync("outline-style", "solid");

        await page.Keyboard.TypeAsync("+346661113334");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Verify my number" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You are signed up" })).ToBeFocusedAsync();
    }

    [ChromiumFact]
    public async Task Another_name_of_this_machine_leads_to_the_sites_own()
    {
        await using var site = await Site.StartAsync();
        await using var visitor = await Visitor.ComeAsync(chromium, new UriBuilder(site.Address) { Host = "127.0.0.1" }.Uri, Window.Phone);

        var page = await visitor.OpenAsync("/welcome?from=elsewhere");

        Assert.Equal(site.Address.AbsoluteUri, page.Url);
    }
}
