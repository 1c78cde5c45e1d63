namespace NumberVerify.Browser.Tests;

/// <summary>The system's browser, started once for a test class; each test opens windows of its own in it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Program = "/usr/bin/chromium";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Why there is none; null where there is one.</summary>
    public static string? Absence => File.Exists(Program) ? null : $"There is no {Program}: the package chromium is not installed.";

    public IBrowser Browser => _browser!;

    public async Task InitializeAsync()
    {
        if (Absence is not null)
        {
            return;
        }

        // A machine that does much else takes its time; what is waited for comes, or never does.
        SetDefaultExpectTimeout((float)s_patience.TotalMilliseconds);
        _playwright = await Playwright.CreateAsync();

        // Its sandbox refuses to run as root, whom containers know only.
        string[] arguments = Environment.UserName == "root" ? ["--no-sandbox"] : [];
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Program, Args = arguments });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
