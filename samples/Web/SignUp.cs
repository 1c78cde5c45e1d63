using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using NumberVerify;
using NumberVerify.AspNetCore;
using Web.Pages;

namespace Web;

/// <summary>The application: its services, its pages, and the endpoints of the verification between them.</summary>
internal static class SignUp
{
    private static readonly TimeSpan s_session = TimeSpan.FromMinutes(30);

    /// <param name="site">Where browsers find it. From the configuration, never from a request: the redirect URI and the QR code depend on it.</param>
    /// <param name="mobileOperator">Already running.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="networkDelay">How long the simulated network takes. Default: long enough to be seen.</param>
    public static WebApplication Create(Uri site, SimulatedOperator mobileOperator, TimeProvider timeProvider, TimeSpan? networkDelay = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = EnvironmentName });
        builder.WebHost.UseUrls(site.GetLeftPart(UriPartial.Authority)).ConfigureKestrel(static kestrel => kestrel.AddServerHeader = false);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(timeProvider);
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();     // ends with the process, like the operator
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(static options =>
        {
            options.LoginPath = options.AccessDeniedPath = "/";
            options.Cookie.SameSite = SameSiteMode.Lax;
        });
        builder.Services.AddAuthorization();

        builder.Services.AddNumberVerify(mobileOperator.Configure);
        builder.Services.AddOneTimePasswordSms();
        builder.Services.AddNumberVerifyEndpoints();

        var app = builder.Build();
        var network = new SimulatedNetwork(mobileOperator, timeProvider, networkDelay ?? TimeSpan.FromSeconds(1.5));
        app.Use((http, next) => StayOnSiteAsync(http, next, site));
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = static file => file.Context.Response.Headers.CacheControl = "no-cache" });
        app.UseAuthentication();
        app.UseAuthorization();

        app.MapNumberVerify("/verify", EndAsync);
        app.MapGet("/", (HttpContext http) => new SignUpPage(site, mobileOperator, network.PhoneOf(http)));
        app.MapGet("/welcome", static () => new WelcomePage()).RequireVerifiedNumber(s_session);
        app.MapGet("/result/{outcome}", static (string outcome) => OutcomePage.Find(outcome) is { } page ? page : Results.NotFound());
        app.MapPost("/sign-out", static () => Results.SignOut(new AuthenticationProperties { RedirectUri = "/" }, [CookieAuthenticationDefaults.AuthenticationScheme]));
        network.Map(app);
        return app;
    }

    /// <summary>Without a word from anybody this is development: there is no operator here but a simulated one, which refuses to start in production.</summary>
    private static string EnvironmentName => Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environments.Development;

    /// <summary>The one place where a verification becomes an account. What follows is a page of its own with a clean URL, so that going back or reloading repeats nothing.</summary>
    private static async ValueTask<IResult> EndAsync(HttpContext http, PhoneVerificationResult result, CancellationToken cancellationToken)
    {
        if (result.Status != PhoneVerificationStatus.Verified)
        {
            return SeeOther(http, OutcomePage.PathOf(result.Status));
        }

        var claims = VerifiedNumberClaims.Create(result, http.RequestServices.GetRequiredService<TimeProvider>());
        var identity = new ClaimsIdentity([.. claims, new Claim(WelcomePage.ChannelClaim, $"{result.Channel}")], CookieAuthenticationDefaults.AuthenticationScheme);
        await http.SignInAsync(new ClaimsPrincipal(identity));
        return SeeOther(http, "/welcome");
    }

    private static IResult SeeOther(HttpContext http, string path)
    {
        http.Response.Headers.Location = path;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>Cookies and the redirect URI belong to one host name: who came by another, such as 127.0.0.1, is asked to come by this one.</summary>
    private static Task StayOnSiteAsync(HttpContext http, RequestDelegate next, Uri site)
    {
        if (http.Request.Host.Value == site.Authority || !HttpMethods.IsGet(http.Request.Method))
        {
            return next(http);
        }

        http.Response.Redirect(site.AbsoluteUri);
        return Task.CompletedTask;
    }
}
