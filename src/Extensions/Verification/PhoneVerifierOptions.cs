using System.Diagnostics;
using System.Text.Json.Serialization;
using System.Threading.RateLimiting;

namespace NumberVerify;

/// <summary>A <see cref="PhoneVerifier"/>. Validated when the host starts, every fault at once; later changes to an instance have no effect.</summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(NotSerializedConverter<PhoneVerifierOptions>))]
public sealed class PhoneVerifierOptions
{
    /// <summary>Protect the handles. Every node of a backend needs the same; to rotate, put the new key in front and drop the old one an hour later. Required.</summary>
    public ProtectionKeys? Keys { get; set; }

    /// <summary>What a start without a policy of its own uses.</summary>
    public PhoneVerificationPolicy Policy { get; set; } = new();

    /// <summary>How many codes this process sends at the most. Ignored where <see cref="Limiter"/> is given.</summary>
    public CodeSendLimits Limits { get; set; } = new();

    /// <summary>In place of <see cref="Limits"/>, one of the application's own: over a shared store, say. One permit is acquired before each code. Default: null.</summary>
    public PartitionedRateLimiter<CodeSend>? Limiter { get; set; }

    /// <summary>Counts tries, over all nodes where its store is shared. Default: null, the one that is registered as a service, or else this process's own memory.</summary>
    public IAttemptStore? AttemptStore { get; set; }

    /// <summary>The type's name alone.</summary>
    public override string ToString() => nameof(PhoneVerifierOptions);
}
