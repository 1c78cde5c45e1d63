using NumberVerify;

namespace Frontend;

/// <summary>What the backend hands out at <c>verify/parameters</c> for a verification that was started: nothing in it is a secret.</summary>
internal sealed record PublicParameters(string ClientId, Uri AuthorizationEndpoint, Uri RedirectUri, AuthorizationParameters Parameters);
