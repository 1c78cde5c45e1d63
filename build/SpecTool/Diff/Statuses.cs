namespace NumberVerify.SpecTool.Diff;

/// <summary>The keys of an operation's responses.</summary>
internal static class Statuses
{
    public static bool IsError(string status) => status is ['4' or '5', ..] or "default";
}
