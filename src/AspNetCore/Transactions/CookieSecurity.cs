namespace NumberVerify.AspNetCore;

/// <summary>Whether cookies are for https alone: what the redirect URIs say, never what a request claims.</summary>
internal sealed record CookieSecurity(bool IsSecure);
