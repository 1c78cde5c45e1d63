using Base64Url = System.Buffers.Text.Base64Url;

namespace NumberVerify.Unit.Tests.AuthorizationUrls;

/// <summary>State, nonce and verifier are as random as they are long.</summary>
public sealed class RandomnessTests
{
    private static readonly Func<AuthorizationRequest, string>[] s_values = [static request => request.State, static request => request.Nonce, static request => request.CodeVerifier];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Every_bit_is_set_about_half_of_the_time(int value)
    {
        var counts = new int[Bytes(value).Length * 8];
        for (var run = 0; run < 4_096; run++)
        {
            var bytes = Bytes(value);
            for (var bit = 0; bit < counts.Length; bit++)
            {
                counts[bit] += bytes[bit / 8] >> (bit % 8) & 1;
            }
        }

        // Seven standard deviations: one false alarm in a billion runs.
        Assert.All(counts, static count => Assert.InRange(count, 2048 - 7 * 32, 2048 + 7 * 32));
    }

    private static byte[] Bytes(int value) => Base64Url.DecodeFromChars(s_values[value](AuthorizationRequest.Create()));
}
