using System.Threading.RateLimiting;

namespace NumberVerify;

/// <summary>The answer of a <see cref="CodeSendLimiter"/>. A code that was sent stays sent, so giving the lease back changes nothing.</summary>
internal sealed class CodeSendLease(TimeSpan? retryAfter, string? reason) : RateLimitLease
{
    public static readonly CodeSendLease Acquired = new(null, null);

    public override bool IsAcquired => retryAfter is null;

    public override IEnumerable<string> MetadataNames => IsAcquired ? [] : [MetadataName.RetryAfter.Name, MetadataName.ReasonPhrase.Name];

    public override bool TryGetMetadata(string metadataName, out object? metadata)
    {
        metadata = metadataName == MetadataName.RetryAfter.Name ? retryAfter : metadataName == MetadataName.ReasonPhrase.Name ? reason : null;
        return metadata is not null;
    }
}
