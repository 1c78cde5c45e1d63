using System.Diagnostics;
using System.Text.Json.Serialization;

namespace NumberVerify;

/// <summary>What Authy knows of a verification. Immutable.</summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(NotSerializedConverter<AuthyVerificationStatus>))]
public sealed record AuthyVerificationStatus
{
    /// <summary>How far it has come. It tells of the past: only <see cref="AuthyPhoneVerificationClient.CheckAsync(PhoneNumber, string, CancellationToken)"/> verifies a person.</summary>
    public required AuthyVerificationState State { get; init; }

    /// <summary>How long the code is still good for; null where Authy does not say.</summary>
    public int? SecondsToExpire { get; init; }

    /// <summary>State and seconds alone.</summary>
    public override string ToString() => $"AuthyVerificationStatus {{ State = {State}, SecondsToExpire = {SecondsToExpire} }}";
}
