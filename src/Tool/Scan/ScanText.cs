using System.Globalization;
using System.Text;

namespace NumberVerify.Tool.Scan;

/// <summary>The report as people read it, one line for each place in the form that editors and build logs know.</summary>
internal static class ScanText
{
    public static string Of(Finding finding, ScanRule rule)
    {
        var name = finding.Name is null ? "" : $" '{finding.Name}'";
        var member = finding.Member is null ? "" : $" in {finding.Member}";
        return $"{finding.Kind}{name}{member}. {rule.Remedy}";
    }

    public static string Of(Omission omission) => $"not looked into: {omission.Reason}. {ScanRule.NotLookedInto.Remedy}";

    public static string Of(ScanReport report)
    {
        var text = new StringBuilder();
        foreach (var finding in report.Findings)
        {
            var rule = ScanRule.All.Single(rule => rule.Id == finding.Rule);
            var place = finding is { Line: { } line, Column: { } column } ? $"{finding.Place}({line},{column})" : finding.Place;
            text.Append(CultureInfo.InvariantCulture, $"{place}: {finding.Level} {finding.Rule}: {Of(finding, rule)}\n");
        }

        foreach (var omission in report.NotLookedInto)
        {
            text.Append(CultureInfo.InvariantCulture, $"{omission.Place}: error {ScanRule.NotLookedInto.Id}: {Of(omission)}\n");
        }

        var found = report.Findings.Length == 0 ? "No secret found" : $"{report.Findings.Length} found";
        var omitted = report.NotLookedInto.Length == 0 ? "" : $", {report.NotLookedInto.Length} not looked into";
        text.Append(CultureInfo.InvariantCulture, $"{found}{omitted}; {report.Files} files, {report.Bytes / 1048576.0:0.0} MB.\n");
        return text.ToString();
    }
}
