namespace NumberVerify.SpecTool;

/// <summary>One difference between two contracts.</summary>
/// <param name="Pointer">JSON pointer to what differs.</param>
/// <param name="Left">The left side as JSON; null when it is absent there.</param>
/// <param name="Right">The right side as JSON; null when it is absent there.</param>
public sealed record SpecDifference(string Pointer, string? Left, string? Right)
{
    /// <summary>One line for people.</summary>
    public override string ToString() => $"{(Pointer.Length == 0 ? "/" : Pointer)}: {Left ?? "(absent)"} | {Right ?? "(absent)"}";
}
