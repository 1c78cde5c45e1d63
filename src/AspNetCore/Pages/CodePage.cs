using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace NumberVerify.AspNetCore;

/// <summary>Asks for the code that was sent; without script, and with whatever there is to say first.</summary>
internal sealed class CodePage(string tag, Transaction transaction, string path, string formAction, bool hasVoice) : IResult
{
    private const string Title = "Enter the code";

    public Task ExecuteAsync(HttpContext http)
    {
        var error = ErrorOf(transaction);
        var hidden = $"""<input type="hidden" name="transaction" value="{Page.Encode(tag)}">""";
        var codeAction = Page.Encode(http.Request.PathBase + path + "/code");
        var resendAction = Page.Encode(http.Request.PathBase + path + "/resend");
        return Page.WriteAsync(
            http,
            StatusCodes.Status200OK,
            error is null ? Title : $"Error: {Title}",
            $"""
            <h1>{Title}</h1>
            {(error is null ? "" : $"""<div class="error" role="alert"><p><a href="#code">{Page.Encode(error)}</a></p></div>""")}
            <form method="post" action="{codeAction}">
            {hidden}
            <label for="code">Code</label>
            <p class="hint" id="hint">{(transaction.Notice is Notice.CodeSent or Notice.WrongCode ? "We sent a code to your phone. " : "")}It is 4 to 10 digits long.</p>
            <input id="code" name="code" type="text" inputmode="numeric" autocomplete="one-time-code" maxlength="16" required aria-describedby="hint"{(transaction.Notice == Notice.WrongCode ? " aria-invalid=\"true\"" : "")}>
            <button type="submit">Verify</button>
            </form>
            <form method="post" action="{resendAction}">
            {hidden}
            <button type="submit" class="second">Send another code</button>
            </form>
            {(hasVoice ? $"""
            <form method="post" action="{resendAction}">
            {hidden}
            <input type="hidden" name="channel" value="voice">
            <button type="submit" class="second">Call me with the code</button>
            </form>
            """ : "")}
            """,
            formAction);
    }

    private static string? ErrorOf(Transaction transaction) => transaction.Notice switch
    {
        Notice.CodeSent => null,
        Notice.WrongCode when transaction.AttemptsLeft is { } left =>
            string.Create(CultureInfo.InvariantCulture, $"That is not the code. You can try {left} more {(left == 1 ? "time" : "times")}."),
        Notice.WrongCode => "That is not the code. Please try again.",
        Notice.Wait when transaction.RetryAfterSeconds is { } seconds and < 120 => string.Create(CultureInfo.InvariantCulture, $"Please wait {seconds} seconds before you ask for another code."),
        Notice.Wait when transaction.RetryAfterSeconds is { } seconds => string.Create(CultureInfo.InvariantCulture, $"Please wait {(seconds + 59) / 60} minutes before you ask for another code."),
        Notice.Wait => "No code can be sent at the moment. Please wait a little.",
        Notice.NoMoreCodes => "No more codes are sent. Enter the one you have.",
        _ => "That did not work. Please try again.",
    };
}
