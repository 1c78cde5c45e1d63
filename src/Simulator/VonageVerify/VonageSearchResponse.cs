using System.Globalization;
using Names = NumberVerify.Simulator.Wire.VonageVerify;

namespace NumberVerify.Simulator;

/// <summary>A verification as a search shows it.</summary>
internal sealed record VonageSearchResponse
{
    public required string RequestId { get; init; }

    public required string AccountId { get; init; }

    public required string Status { get; init; }

    public required string Number { get; init; }

    public required string Price { get; init; }

    public required string Currency { get; init; }

    public required string SenderId { get; init; }

    public required string DateSubmitted { get; init; }

    public string? DateFinalized { get; init; }

    public string? FirstEventDate { get; init; }

    public string? LastEventDate { get; init; }

    public required IReadOnlyList<VonageSearchCheck> Checks { get; init; }

    public required IReadOnlyList<VonageSearchEvent> Events { get; init; }

    public required string EstimatedPriceMessagesSent { get; init; }

    public override string ToString() => $"{nameof(VonageSearchResponse)} {Status}";

    /// <returns>What was known of it at that time, or null when nothing was.</returns>
    internal static VonageSearchResponse? Of(VonageVerification verification, DateTimeOffset asOf)
    {
        if (verification.SubmittedAt > asOf)
        {
            return null;
        }

        var isOver = verification.FinalizedAt <= asOf;
        VonageEvent[] events = [.. verification.Events.Where(happened => happened.At <= asOf)];
        return new VonageSearchResponse
        {
            RequestId = verification.Id,
            AccountId = verification.ApiKey,
            Status = isOver ? verification.Status : Names.InProgress,
            Number = verification.Request.PhoneNumber[1..],
            Price = VonagePrice.OfVerification(isOver && verification.Status == Names.Success),
            Currency = Names.Currency,
            SenderId = verification.Request.SenderId,
            DateSubmitted = Date(verification.SubmittedAt),
            DateFinalized = isOver ? Date(verification.FinalizedAt!.Value) : null,
            FirstEventDate = events.Length > 0 ? Date(events[0].At) : null,
            LastEventDate = events.Length > 0 ? Date(events[^1].At) : null,
            Checks =
            [
                .. verification.Checks.Where(check => check.At <= asOf)
                    .Select(check => new VonageSearchCheck(Date(check.At), check.Code, check.IsValid ? Names.Valid : Names.Invalid, check.IpAddress ?? "")),
            ],
            Events = [.. events.Select(happened => new VonageSearchEvent(happened.IsVoice ? Names.Voice : Names.Sms, happened.Id))],
            EstimatedPriceMessagesSent = VonagePrice.OfMessages(events.Length),
        };
    }

    private static string Date(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
