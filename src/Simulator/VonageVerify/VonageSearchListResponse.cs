namespace NumberVerify.Simulator;

/// <summary>The answer to a search for several verifications.</summary>
internal sealed record VonageSearchListResponse(IReadOnlyList<VonageSearchResponse> VerificationRequests);
