using NumberVerify.Simulator;

namespace Web;

/// <summary>
/// Stands between this browser and the simulated operator as a mobile network does: opens the operator's URL as the phone the visitor plays. A real application has none of this; its users'
/// phones go straight to the operator.
/// </summary>
internal sealed class SimulatedNetwork(SimulatedOperator mobileOperator, TimeProvider timeProvider, TimeSpan delay)
{
    public const string Path = "/network/authorize";

    private const string CookieName = "phone";

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Path, OpenAsync);
        endpoints.MapPost("/phone", ChooseAsync);
    }

    public Phone PhoneOf(HttpContext http) => Find(http.Request.Cookies[CookieName]) ?? mobileOperator.Phones[0];

    private Phone? Find(string? name) => mobileOperator.Phones.FirstOrDefault(phone => phone.Name == name);

    private async Task<IResult> OpenAsync(HttpContext http, CancellationToken cancellationToken)
    {
        // A real operator takes a second or two; without it nobody would see the page wait.
        await Task.Delay(delay, timeProvider, cancellationToken);
        var phone = PhoneOf(http);
        if (phone.Refusal is not null)
        {
            phone.Device.AnswerNextAuthorizationWith(phone.Refusal);
        }

        try
        {
            var callback = await phone.Device.OpenAsync(new Uri(mobileOperator.AuthorizationEndpoint.AbsoluteUri + http.Request.QueryString), cancellationToken);
            return Results.Redirect(callback.AbsoluteUri);
        }
        catch (OperatorErrorPageException)
        {
            return Results.Text("The operator shows an error page.", statusCode: StatusCodes.Status400BadRequest);
        }
    }

    private async Task<IResult> ChooseAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (Find((await http.Request.ReadFormAsync(cancellationToken))["phone"]) is { } phone)
        {
            http.Response.Cookies.Append(CookieName, phone.Name, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax });
        }

        return Results.LocalRedirect("/");
    }
}
