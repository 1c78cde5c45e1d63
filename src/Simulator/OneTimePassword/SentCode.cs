namespace NumberVerify.Simulator;

/// <summary>One code on its way, and how often it was tried.</summary>
internal sealed class SentCode
{
    internal required string ClientId { get; init; }

    internal required string PhoneNumber { get; init; }

    internal required string CodeHash { get; init; }

    internal required DateTimeOffset SentAt { get; init; }

    internal int WrongTries { get; set; }

    /// <summary>Used, or replaced by a newer one.</summary>
    internal bool IsOver { get; set; }
}
