using Names = NumberVerify.Simulator.Wire.VonageVerify;

namespace NumberVerify.Simulator;

/// <summary>One verification under way, or over and still to be searched for.</summary>
internal sealed class VonageVerification
{
    internal required string Id { get; init; }

    internal required string ApiKey { get; init; }

    internal required VonageVerificationRequest Request { get; init; }

    internal required DateTimeOffset SubmittedAt { get; init; }

    internal List<VonageEvent> Events { get; } = [];

    internal List<VonageCheck> Checks { get; } = [];

    /// <summary>How many of the workflow's events were their turn.</summary>
    internal int EventsDone { get; set; }

    internal bool HasMoreEvents => EventsDone < Request.Workflow.IsVoice.Count;

    internal string Pin { get; set; } = "";

    internal DateTimeOffset PinUntil { get; set; }

    /// <summary>With this code; a new one has tries of its own.</summary>
    internal int WrongTries { get; set; }

    internal string Status { get; set; } = Names.InProgress;

    internal DateTimeOffset? FinalizedAt { get; set; }

    /// <summary>When something happens next: an event, the end, or that it is forgotten.</summary>
    internal DateTimeOffset Due { get; set; }
}
