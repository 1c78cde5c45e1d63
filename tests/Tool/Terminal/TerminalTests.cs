using NumberVerify.Tool.Tests.Verify;

namespace NumberVerify.Tool.Tests.Terminal;

/// <summary>The built tool as a person meets it: in a terminal, with an operator in another one.</summary>
public sealed class TerminalTests
{
    [TmuxFact]
    public async Task The_QR_code_leads_the_phone_to_the_operator_and_back_and_the_number_is_verified()
    {
        await using var tmux = new Tmux();
        using var simulated = await SimulatedOperator.StartAsync(tmux);
        var pane = await tmux.RunAsync("verify", $"verify {SimulatedOperator.Number} {simulated.Options}");
        var url = await pane.LineAsync("http");
        await pane.ShowsAsync("Waiting for the phone");

        var scanned = await QrCodeReader.ReadAsync(string.Join('\n', await pane.LinesAsync()));
        await simulated.OpenAsync(scanned);
        var shown = await pane.ShowsAsync("exit:");

        Assert.Equal(url, scanned);
        Assert.Contains("Verified by the mobile network: +**********34", shown);
        Assert.Contains("exit:0", shown);
        Assert.DoesNotContain(SimulatedOperator.Secret, shown);
        Assert.True(await pane.IsCursorVisibleAsync());
    }

    [TmuxFact]
    public async Task Another_number_is_told_from_the_phones_own()
    {
        await using var tmux = new Tmux();
        using var simulated = await SimulatedOperator.StartAsync(tmux);
        var pane = await tmux.RunAsync("verify", $"verify +346661113335 {simulated.Options}");

        await simulated.OpenAsync(await pane.LineAsync("http"));
        var shown = await pane.ShowsAsync("exit:");

        Assert.Contains("Not verified: the operator says that it is not this phone's number.", shown);
        Assert.Contains("exit:1", shown);
    }

    [TmuxFact]
    public async Task On_Wi_Fi_a_code_is_typed_first_a_wrong_one_and_then_the_right_one()
    {
        await using var tmux = new Tmux();
        using var simulated = await SimulatedOperator.StartAsync(tmux);
        await simulated.UseWiFiAsync();
        var pane = await tmux.RunAsync("verify", $"verify {SimulatedOperator.Number} {simulated.Options} --code sms");

        await simulated.OpenAsync(await pane.LineAsync("http"));
        await pane.ShowsAsync("Code, or resend:");
        var code = await simulated.CodeAsync();
        await pane.TypeAsync(code == "000000" ? "000001" : "000000");
        await pane.PressAsync("Enter");
        await pane.ShowsAsync("Code, or resend:", times: 2);
        await pane.TypeAsync(code);
        await pane.PressAsync("Enter");
        var shown = await pane.ShowsAsync("exit:");

        Assert.Contains("That was another code. Tries left: 4.", shown);
        Assert.Contains("Verified by text message", shown);
        Assert.Contains("exit:0", shown);
        Assert.DoesNotContain(code, shown);
    }

    [TmuxFact]
    public async Task A_secret_is_typed_and_a_callback_pasted_unseen()
    {
        await using var tmux = new Tmux();
        using var simulated = await SimulatedOperator.StartAsync(tmux);
        var pane = await tmux.RunAsync("verify", $"verify {SimulatedOperator.Number} {simulated.Options} --paste", secret: "");

        await pane.ShowsAsync("Client secret:");
        await pane.TypeAsync(SimulatedOperator.Secret);
        await pane.PressAsync("Enter");
        var url = await pane.LineAsync("http");
        await pane.ShowsAsync("Paste the address");
        var callback = await simulated.CallbackAsync(url);
        await pane.TypeAsync(callback);
        await pane.PressAsync("Enter");
        var shown = await pane.ShowsAsync("exit:");

        Assert.Contains("Verified by the mobile network", shown);
        Assert.Contains("exit:0", shown);
        Assert.DoesNotContain(SimulatedOperator.Secret, shown);
        Assert.DoesNotContain("code=", shown);
    }

    [TmuxFact]
    public async Task Ctrl_C_while_it_waits_gives_the_terminal_back_as_it_was()
    {
        await using var tmux = new Tmux();
        using var simulated = await SimulatedOperator.StartAsync(tmux);
        var pane = await tmux.RunAsync("verify", $"verify {SimulatedOperator.Number} {simulated.Options}");
        await pane.ShowsAsync("Waiting for the phone");

        await pane.PressAsync("C-c");
        await pane.ShowsAsync("exit:130");

        await GivenBackAsync(pane);
    }

    [TmuxFact]
    public async Task Ctrl_C_while_a_code_is_typed_gives_the_terminal_back_as_it_was()
    {
        await using var tmux = new Tmux();
        using var simulated = await SimulatedOperator.StartAsync(tmux);
        await simulated.UseWiFiAsync();
        var pane = await tmux.RunAsync("verify", $"verify {SimulatedOperator.Number} {simulated.Options} --code sms");
        await simulated.OpenAsync(await pane.LineAsync("http"));
        await pane.ShowsAsync("Code, or resend:");
        await pane.TypeAsync("12");

        await pane.PressAsync("C-c");
        await pane.ShowsAsync("exit:130");

        await GivenBackAsync(pane);
    }

    [TmuxFact]
    public async Task Forty_columns_are_enough_to_read_it()
    {
        await using var tmux = new Tmux();
        using var simulated = await SimulatedOperator.StartAsync(tmux);
        var pane = await tmux.RunAsync("verify", $"verify {SimulatedOperator.Number} {simulated.Options}", columns: 40, rows: 30);

        // The whole URL, though the terminal breaks it: a mouse takes it as one line.
        await simulated.OpenAsync(await pane.LineAsync("http"));
        var shown = await pane.ShowsAsync("exit:0");

        Assert.Contains("The QR code takes", shown);
        Assert.DoesNotContain("█", shown);
        Assert.Contains("Verified by the mobile network:", shown.ReplaceLineEndings(" "));
    }

    [TmuxFact]
    public async Task The_simulator_ends_with_0_by_Ctrl_C()
    {
        await using var tmux = new Tmux();
        using var simulated = await SimulatedOperator.StartAsync(tmux);
        await simulated.Pane.ShowsAsync("Ctrl+C stops it.");

        await simulated.Pane.PressAsync("C-c");
        await simulated.Pane.ShowsAsync("exit:0");

        await GivenBackAsync(simulated.Pane);
    }

    /// <summary>The cursor shows, what is typed shows, and a line is read as a line.</summary>
    private static async Task GivenBackAsync(Pane pane)
    {
        await pane.TypeAsync("typed");
        await pane.PressAsync("Enter");
        await pane.ShowsAsync("typed", times: 2);
        Assert.True(await pane.IsCursorVisibleAsync());
    }
}
