using Microsoft.AspNetCore.Http;

namespace NumberVerify.AspNetCore;

/// <summary>One kind of refusal (RFC 9457): its type, status and words, the same for everybody. Nothing of a request is ever repeated in one.</summary>
internal sealed record Problem(string Name, int Status, string Title, string Advice)
{
    private const string Prefix = "urn:numberverify:problem:";

    public static readonly Problem InvalidRequest = new(
        "invalid-request", StatusCodes.Status400BadRequest, "The request is malformed.", "Please start again.");

    public static readonly Problem InvalidNumber = new(
        "invalid-number", StatusCodes.Status400BadRequest, "The phone number is not in international form.", "Enter it with a plus sign and the country code.");

    public static readonly Problem UnknownTransaction = new(
        "unknown-transaction", StatusCodes.Status400BadRequest, "This verification is over, or was not started here.", "Please start again.");

    public static readonly Problem CrossSite = new(
        "cross-site", StatusCodes.Status403Forbidden, "The request comes from another site.", "Please start again from this site.");

    public static readonly Problem Prefetch = new(
        "prefetch", StatusCodes.Status403Forbidden, "This address is not for prefetching.", "Please open it yourself.");

    public static readonly Problem TooManyRequests = new(
        "too-many-requests", StatusCodes.Status429TooManyRequests, "There were too many requests.", "Please wait a minute and try again.");

    public static readonly Problem Full = new(
        "full", StatusCodes.Status503ServiceUnavailable, "Too many verifications are under way.", "Please wait a minute and try again.");

    public static readonly Problem Unavailable = new(
        "unavailable", StatusCodes.Status503ServiceUnavailable, "Verification is not available at the moment.", "Please wait a minute and try again.");

    public static IReadOnlyList<Problem> All { get; } = [InvalidRequest, InvalidNumber, UnknownTransaction, CrossSite, Prefetch, TooManyRequests, Full, Unavailable];

    public string Type => Prefix + Name;

    /// <summary>Whether waiting may help.</summary>
    public bool IsTransient => Status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable;
}
