using NumberVerify;

namespace Frontend;

/// <summary>What the backend hands out at <c>verify/parameters</c>, a new one for each attempt: nothing in it is a secret.</summary>
internal sealed record PublicParameters(string ClientId, Uri AuthorizationEndpoint, Uri RedirectUri, AuthorizationParameters Parameters);
