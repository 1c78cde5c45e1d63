namespace Frontend;

/// <summary>Why the backend refused (RFC 9457), in words for the user.</summary>
internal sealed record Problem(string Title, string Detail);
