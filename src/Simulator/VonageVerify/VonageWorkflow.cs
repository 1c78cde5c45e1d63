namespace NumberVerify.Simulator;

/// <summary>In which order a code is sent, and how many seconds each event waits for the next one. After the last event the code's own lifetime counts.</summary>
internal sealed record VonageWorkflow(IReadOnlyList<bool> IsVoice, IReadOnlyList<int> Waits)
{
    private const bool Sms = false;
    private const bool Voice = true;

    /// <summary>The first one is number 1.</summary>
    internal static IReadOnlyList<VonageWorkflow> All { get; } =
    [
        new([Sms, Voice, Voice], [125, 180]),
        new([Sms, Sms, Voice], [125, 180]),
        new([Voice, Voice], [150]),
        new([Sms, Sms], [120]),
        new([Sms, Voice], [120]),
        new([Sms], []),
        new([Voice], []),
    ];
}
