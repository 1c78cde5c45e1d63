namespace NumberVerify.Simulator;

/// <summary>A verification as it was asked for, read and checked.</summary>
internal sealed class VonageVerificationRequest
{
    /// <summary>With the plus sign.</summary>
    internal required string PhoneNumber { get; init; }

    internal required string SenderId { get; init; }

    /// <summary>What the user reads, or hears, with the code in it.</summary>
    internal required Func<string, string> Text { get; init; }

    internal required VonageWorkflow Workflow { get; init; }

    internal required int CodeLength { get; init; }

    /// <summary>The code the account chose itself, or null.</summary>
    internal required string? PinCode { get; init; }

    internal required TimeSpan PinExpiry { get; init; }

    /// <summary>Between any two events, in place of the workflow's own; null for those.</summary>
    internal required TimeSpan? NextEventWait { get; init; }

    /// <param name="after">The number of the event that just was, counted from 0.</param>
    internal TimeSpan Wait(int after) => NextEventWait ?? TimeSpan.FromSeconds(Workflow.Waits[after]);
}
