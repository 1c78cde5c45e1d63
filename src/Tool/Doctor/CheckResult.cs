namespace NumberVerify.Tool.Doctor;

/// <summary>One check: what was seen, and what to do about it. Neither text holds a secret.</summary>
internal sealed record CheckResult(string Check, CheckStatus Status, string Seen, string? Remedy = null)
{
    public static CheckResult NotChecked(string check, string why) => new(check, CheckStatus.NotChecked, why);

    /// <summary>The worst of several findings decides; what is fine is said where nothing else is.</summary>
    public static CheckResult Of(string check, string fine, IReadOnlyCollection<Finding> findings) => findings.Count == 0
        ? new CheckResult(check, CheckStatus.Ok, fine)
        : new CheckResult(check, findings.Max(finding => finding.Status), string.Join(' ', findings.Select(finding => finding.Seen)), string.Join(' ', findings.Select(finding => finding.Remedy).Distinct(StringComparer.Ordinal)));
}
