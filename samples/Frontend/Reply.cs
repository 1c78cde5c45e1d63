namespace Frontend;

/// <summary>Either where the verification stands, or why the backend refused.</summary>
internal sealed record Reply(Standing? Standing = null, Problem? Problem = null);
