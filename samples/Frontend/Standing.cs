namespace Frontend;

/// <summary>Where a verification stands, by the name of a <c>PhoneVerificationStatus</c>. Over is what has no transaction any more.</summary>
internal sealed record Standing(string Status, string? Transaction = null, int? AttemptsLeft = null);
