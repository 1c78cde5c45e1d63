using System.Diagnostics;

namespace NumberVerify.Browser.Tests;

/// <summary>The sample as the program it is.</summary>
public sealed class ProgramTests(Chromium chromium) : IClassFixture<Chromium>
{
    [ChromiumFact]
    public async Task The_program_alone_is_enough_to_verify_a_number()
    {
        var address = Site.FreeAddress();
        var start = new ProcessStartInfo("dotnet", Path.Combine(AppContext.BaseDirectory, "Web.dll")) { WorkingDirectory = Path.GetTempPath(), RedirectStandardOutput = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Site"] = address.AbsoluteUri;
        using var program = Process.Start(start)!;
        try
        {
            Assert.Contains(address.AbsoluteUri, await program.StandardOutput.ReadLineAsync(), StringComparison.Ordinal);
            await using var visitor = await Visitor.ComeAsync(chromium, address, Window.Phone);
            var page = await visitor.OpenAsync();

            await Visitor.EnterNumberAsync(page, "+346661113334");

            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You are signed up" })).ToBeVisibleAsync();
        }
        finally
        {
            program.Kill(entireProcessTree: true);
            await program.WaitForExitAsync();
        }
    }
}
