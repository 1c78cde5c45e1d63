using System.Security.Cryptography;
using System.Text;

namespace NumberVerify.Simulator;

/// <summary>A sandbox's credentials anybody may use, whose answers follow from the question and from no device. None of them is a secret: the operator publishes them.</summary>
internal sealed record MockMode(string ClientId, string ClientSecret, string AccessToken, char VerifiedEnding, char NotVerifiedEnding)
{
    /// <summary>By the last digit. For all other numbers, and for hashes, the choice is arbitrary, yet the same whenever the same is asked.</summary>
    internal bool Answer(string asked, bool isHash) =>
        !isHash && asked[^1] == VerifiedEnding
        || ((isHash || asked[^1] != NotVerifiedEnding) && SHA256.HashData(Encoding.ASCII.GetBytes(asked))[0] % 2 == 0);
}
