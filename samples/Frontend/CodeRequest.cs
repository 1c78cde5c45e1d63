namespace Frontend;

/// <summary>What the backend's <c>verify/code</c> takes.</summary>
internal sealed record CodeRequest(string Transaction, string Code);
