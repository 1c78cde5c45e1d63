namespace NumberVerify.Packages.Tests.Running;

/// <summary>What the sample prints.</summary>
internal static class Quickstart
{
    public static void MustHaveShownEachStep(ProcessResult run)
    {
        var lines = run.Output.Split('\n').Select(line => line.Trim()).ToList();

        Assert.Contains("Open this URL on the user's device:", lines);
        Assert.Contains("Phone number verified", lines);
        Assert.Contains("Phone number not verified", lines);
        Assert.Contains("Refused: AuthorizationRefusedException (login_required)", lines);
        Assert.Contains("CodeSent by Sms: InteractionRequired", lines);
        Assert.Contains("Verified by Sms", lines);
        Assert.Contains("Refused: CodeRejectedException (invalid_grant)", lines);
        Assert.Contains("The device's number is +346661113334", lines);
    }
}
