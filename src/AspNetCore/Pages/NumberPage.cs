using Microsoft.AspNetCore.Http;

namespace NumberVerify.AspNetCore;

/// <summary>Asks for a number; the application's own page may do as well. A number that was wrong is not shown again: it is asked for anew.</summary>
internal sealed class NumberPage(string action, string formAction, bool isInvalid) : IResult
{
    private const string Title = "Verify your phone number";

    public Task ExecuteAsync(HttpContext http) => Page.WriteAsync(
        http,
        isInvalid ? Problem.InvalidNumber.Status : StatusCodes.Status200OK,
        isInvalid ? $"Error: {Title}" : Title,
        $"""
        <h1>{Title}</h1>
        {(isInvalid ? $"""<div class="error" role="alert"><p><a href="#phoneNumber">{Page.Encode(Problem.InvalidNumber.Title)}</a> {Page.Encode(Problem.InvalidNumber.Advice)}</p></div>""" : "")}
        <form method="post" action="{Page.Encode(http.Request.PathBase + action)}">
        <label for="phoneNumber">Phone number</label>
        <p class="hint" id="hint">With a plus sign and the country code.</p>
        <input id="phoneNumber" name="phoneNumber" type="tel" inputmode="tel" autocomplete="tel" maxlength="32" required aria-describedby="hint"{(isInvalid ? " aria-invalid=\"true\"" : "")}>
        <button type="submit">Verify</button>
        </form>
        """,
        formAction);
}
