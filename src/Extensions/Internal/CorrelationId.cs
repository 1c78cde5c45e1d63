using System.Diagnostics;

namespace NumberVerify;

/// <summary>The <c>x-correlator</c> of a call whose caller gave none.</summary>
internal static class CorrelationId
{
    /// <summary>The trace's, or a new UUID: each is within the pattern of every release.</summary>
    public static string Create() => Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.TraceId.ToHexString() : Guid.NewGuid().ToString();
}
