namespace Frontend;

/// <summary>How a verification ended. Nothing is proved by what is shown: who may do what, the backend knows by its session.</summary>
internal sealed record Outcome(string Status, string Title, string Advice)
{
    private static readonly Outcome[] s_all =
    [
        new("Verified", "You are signed up", "Your number is verified."),
        new("NotMatched", "This is another phone’s number", "Your operator says that the number you entered is not the one of this phone. Check it for a wrong digit."),
        new("Denied", "The number was not confirmed", "The request was refused. You can try again."),
        new("Expired", "That took too long", "A verification is open for a few minutes only. Please start again."),
        new("Unavailable", "We cannot verify numbers right now", "Please try again in a few minutes."),
    ];

    public static Outcome? Find(string status) => Array.Find(s_all, outcome => outcome.Status == status);

    /// <summary>Of the page the backend sends the browser to after a callback.</summary>
    public static Outcome? Find(Uri page) => page.Segments is ["/", "result/", var status] ? Find(status) : null;
}
