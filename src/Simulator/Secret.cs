using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace NumberVerify.Simulator;

/// <summary>Hashes to keep instead of a secret, and comparisons nobody can time.</summary>
internal static class Secret
{
    internal static string Hash(string value) => Hash(Encoding.UTF8.GetBytes(value));

    internal static string Hash(byte[] value) => Base64Url.EncodeToString(SHA256.HashData(value));

    // Both sides are hashed first, so that not even the length of the expected value shows in the time taken.
    internal static bool Matches(string given, string expected) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(expected)));
}
