using System.Globalization;

namespace NumberVerify.AspNetCore.Tests.Fuzz;

/// <summary>How many requests were answered with each status, and the seeds of those that should not have been.</summary>
internal sealed record FuzzReport(IReadOnlyDictionary<int, int> Statuses, IReadOnlyList<string> Failures)
{
    public override string ToString() => string.Join(", ", Statuses.OrderBy(static status => status.Key).Select(static status => string.Create(CultureInfo.InvariantCulture, $"{status.Key}: {status.Value}")));
}
