using NumberVerify.Simulator;
using static NumberVerify.Integration.Tests.Simulator.RunningOperator;

namespace NumberVerify.Integration.Tests.Simulator;

public sealed class DeterministicSeedTests
{
    [Fact]
    public async Task A_seed_repeats_every_id_code_and_token()
    {
        var first = await DrawAsync(7);
        var second = await DrawAsync(7);

        Assert.Equal(first, second);
        Assert.Equal(first.Length, first.Distinct().Count());
    }

    [Fact]
    public async Task Another_seed_gives_others()
    {
        var one = await DrawAsync(7);
        var other = await DrawAsync(8);

        Assert.Empty(one.Intersect(other));
    }

    [Fact]
    public async Task Without_a_seed_nothing_repeats()
    {
        var one = await DrawAsync(null);
        var other = await DrawAsync(null);

        Assert.Empty(one.Intersect(other));
    }

    private static async Task<string[]> DrawAsync(int? seed)
    {
        await using var op = await StartAsync(options =>
        {
            options.DeterministicSeed = seed;
            options.OneTimePassword = new() { CodeLength = 10 };
        });
        var code = await op.GetCodeAsync();
        var token = await op.GetAccessTokenAsync(OtpScope);
        var (id, password) = await op.SendCodeAsync(token);
        return [op.Phone.Id, code, token, id, password];
    }
}
