namespace NumberVerify.Tool.Doctor;

/// <summary>Every check, in order.</summary>
internal sealed record DoctorResult(IReadOnlyList<CheckResult> Checks);
