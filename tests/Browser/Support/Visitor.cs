using System.Collections.Concurrent;

namespace NumberVerify.Browser.Tests;

/// <summary>Somebody with a browser of their own. Whatever they look at is held to the rules of accessibility and kept as a picture.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly Uri _address;
    private readonly string _kind;
    private readonly ConcurrentQueue<string> _faults = [];

    private Visitor(IBrowserContext context, Uri address, string kind, bool hasScript) => (_context, _address, _kind, HasScript) = (context, address, kind, hasScript);

    public bool HasScript { get; }

    public static async Task<Visitor> ComeAsync(Chromium chromium, Uri address, Window window, bool hasScript = true, ColorScheme colors = ColorScheme.Light)
    {
        var context = await chromium.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = window == Window.Phone ? new ViewportSize { Width = 390, Height = 844 } : new ViewportSize { Width = 1280, Height = 800 },
            JavaScriptEnabled = hasScript,
            ColorScheme = colors,
            ReducedMotion = ReducedMotion.Reduce,
        });
        return new Visitor(context, address, $"{window}-{(hasScript ? "script" : "no-script")}-{colors}".ToLowerInvariant(), hasScript);
    }

    /// <summary>The sign-up page in a new tab.</summary>
    public async Task<IPage> OpenAsync(string path = "/")
    {
        var page = await _context.NewPageAsync();
        page.PageError += (_, error) => _faults.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase))
            {
                _faults.Enqueue(message.Text);
            }
        };
        await page.GotoAsync(new Uri(_address, path).AbsoluteUri);
        return page;
    }

    public static async Task PlayAsync(IPage page, string phone)
    {
        await page.GetByLabel(phone, new() { Exact = true }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Play this phone" }).ClickAsync();
        await Expect(page.GetByLabel(phone, new() { Exact = true })).ToBeCheckedAsync();
    }

    public static async Task EnterNumberAsync(IPage page, string number)
    {
        await page.GetByLabel("Phone number", new() { Exact = true }).FillAsync(number);
        await page.GetByRole(AriaRole.Button, new() { Name = "Verify my number" }).ClickAsync();
    }

    public static async Task EnterCodeAsync(IPage page, string code)
    {
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = "Verify" }).ClickAsync();
    }

    /// <summary>Waits until the page has this heading, then holds it to the rules and keeps a picture of it.</summary>
    public async Task SeesAsync(IPage page, string heading, string picture)
    {
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = heading, Level = 1 })).ToBeVisibleAsync();
        await KeepAsync(page, picture);
    }

    public async Task KeepAsync(IPage page, string picture)
    {
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(AppContext.BaseDirectory, "screenshots", $"{picture}-{_kind}.png"), FullPage = true });
        Assert.Empty(await ViolationsAsync(page));
        Assert.False(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"), "The page must not scroll sideways.");
        Assert.Empty(_faults);
    }

    /// <summary>The rules are a script themselves: what a window without script shows is held to them in one with script, which shows the same.</summary>
    private async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        if (HasScript)
        {
            return await Axe.ViolationsAsync(page);
        }

        var html = await page.ContentAsync();
        await using var context = await _context.Browser!.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = page.ViewportSize!.Width, Height = page.ViewportSize.Height } });
        var copy = await context.NewPageAsync();
        await copy.RouteAsync("**/app.js", static route => route.AbortAsync());
        await copy.RouteAsync(url => url == page.Url, route => route.FulfillAsync(new() { ContentType = "text/html; charset=utf-8", Body = html }));
        await copy.GotoAsync(page.Url);
        return await Axe.ViolationsAsync(copy);
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
