using System.Diagnostics;
using System.Text.Json.Serialization;

namespace NumberVerify;

/// <summary>A code that was sent, as its provider knows it again. Immutable; shows neither number nor identifier in a text form.</summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(NotSerializedConverter<CodeHandle>))]
public sealed record CodeHandle
{
    /// <summary>The <see cref="IOneTimePasswordProvider.Name"/> of the provider that sent it, which alone can check it.</summary>
    public required string Provider { get; init; }

    /// <summary>The provider's identifier of it. Whoever has it may try codes: keep it in the backend.</summary>
    public required string Id { get; init; }

    /// <summary>Who got it, for providers that want the number again with the code; null for the others.</summary>
    public PhoneNumber? PhoneNumber { get; init; }

    /// <summary>How it was sent.</summary>
    public CodeChannel Channel { get; init; }

    /// <summary>When the code ends, as far as the provider says; the provider's answer to a check decides.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Provider, channel and end alone.</summary>
    public override string ToString() => $"CodeHandle {{ Provider = {Provider}, Channel = {Channel}, ExpiresAt = {ExpiresAt:O} }}";
}
