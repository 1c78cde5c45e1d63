namespace NumberVerify.AspNetCore;

/// <summary>What a person sees of a problem.</summary>
internal static class ErrorPage
{
    public static string Body(Problem problem, string startPath) => $"""
        <h1>{Page.Encode(problem.Title)}</h1>
        <p role="alert">{Page.Encode(problem.Advice)}</p>
        <p><a href="{Page.Encode(startPath)}">Start again</a></p>
        """;
}
