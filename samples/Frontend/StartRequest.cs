namespace Frontend;

/// <summary>What the backend's <c>verify/start</c> takes. In a body: a number in a URL would stay in histories and logs.</summary>
internal sealed record StartRequest(string PhoneNumber);
