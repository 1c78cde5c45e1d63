using System.Net.Mime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace NumberVerify.AspNetCore;

/// <summary>What a document of the application's API (OpenAPI) says of an endpoint.</summary>
/// <param name="Name">The operation, unique among all endpoints of the application.</param>
/// <param name="Summary">In a line.</param>
/// <param name="TakesBody">Whether it takes a <see cref="VerificationRequest"/>.</param>
/// <param name="Answers">Status, JSON type and media type of each answer that is no problem.</param>
internal sealed record EndpointDescription(string Name, string Summary, bool TakesBody, params IReadOnlyList<(int Status, Type? Type, string? MediaType)> Answers)
{
    private const string Tag = "Phone number verification";
    private const string ProblemType = "application/problem+json";
    private const string Form = "application/x-www-form-urlencoded";

    private static readonly (int, Type?, string?) s_page = (StatusCodes.Status200OK, null, MediaTypeNames.Text.Html);
    private static readonly (int, Type?, string?) s_seeOther = (StatusCodes.Status303SeeOther, null, null);
    private static readonly (int, Type?, string?) s_standing = (StatusCodes.Status200OK, typeof(VerificationResponse), MediaTypeNames.Application.Json);

    public static EndpointDescription ShowStart { get; } = new("ShowNumberVerificationStart", "A page that asks for the number.", TakesBody: false, s_page);

    public static EndpointDescription Start { get; } = new("StartNumberVerification", "Starts a verification of a phone number; a form is sent on to the operator.", TakesBody: true, s_standing, s_seeOther);

    public static EndpointDescription ShowCode { get; } = new("ShowNumberVerificationCode", "A page that asks for the code that was sent.", TakesBody: false, s_page);

    public static EndpointDescription SubmitCode { get; } = new("SubmitNumberVerificationCode", "Tries a code; at the end the application answers.", TakesBody: true, s_standing, s_seeOther);

    public static EndpointDescription Resend { get; } = new("ResendNumberVerificationCode", "Sends another code, or sends it another way.", TakesBody: true, s_standing, s_seeOther);

    public static EndpointDescription Skip { get; } = new("SkipNumberVerification", "Goes past the operator, to a code.", TakesBody: true, s_standing, s_seeOther);

    public static EndpointDescription Parameters { get; } = new(
        "GetNumberVerificationParameters", "The public halves of a started verification, for a frontend that builds the operator's URL.", TakesBody: false, (StatusCodes.Status200OK, typeof(PublicParameters), MediaTypeNames.Application.Json));

    public static EndpointDescription Callback(int index) => new(Numbered("ContinueNumberVerification", index), "Where the operator sends the device back to; at the end the application answers.", TakesBody: false, s_seeOther);

    public static EndpointDescription FormCallback(int index) => new(Numbered("ContinueNumberVerificationByForm", index), "As the callback, by form_post.", TakesBody: false, s_seeOther);

    public void AddTo(IEndpointConventionBuilder endpoint, RequestDelegate handler)
    {
        // The method is what makes it an endpoint that is described at all.
        endpoint.WithName(Name).WithSummary(Summary).WithTags(Tag).WithMetadata(handler.Method);
        if (TakesBody)
        {
            endpoint.WithMetadata(new AcceptsMetadata([MediaTypeNames.Application.Json, Form], typeof(VerificationRequest)));
        }

        foreach (var (status, type, mediaType) in Answers)
        {
            endpoint.WithMetadata(new ProducesResponseTypeMetadata(status, type ?? typeof(void), mediaType is null ? [] : [mediaType]));
        }

        foreach (var status in Problem.All.Select(static problem => problem.Status).Distinct())
        {
            endpoint.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(ProblemDetails), [ProblemType]));
        }
    }

    private static string Numbered(string name, int index) => index == 0 ? name : $"{name}{index + 1}";
}
