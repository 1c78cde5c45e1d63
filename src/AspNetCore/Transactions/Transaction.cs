using System.Buffers.Text;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace NumberVerify.AspNetCore;

/// <summary>One verification between two requests of one browser: what its cookie holds. Immutable.</summary>
[DebuggerDisplay("{ToString(),nq}")]
internal sealed record Transaction
{
    private const byte Format = 1;

    /// <summary>Random: what the store knows it by.</summary>
    public required string Id { get; init; }

    public required TransactionStep Step { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Of the user who was signed in at the start; empty where nobody was.</summary>
    public required byte[] UserHash { get; init; }

    /// <summary>Where its callback must arrive: operators that send no issuer are told apart by it (RFC 9700 4.4). Empty at another step.</summary>
    public string CallbackPath { get; init; } = "";

    /// <summary>The verifier's.</summary>
    public required string Handle { get; init; }

    public Notice Notice { get; init; }

    public int? AttemptsLeft { get; init; }

    public int? RetryAfterSeconds { get; init; }

    public static byte[] HashOf(string? user) => user is null ? [] : SHA256.HashData(Encoding.UTF8.GetBytes(user));

    public bool IsOf(byte[] userHash) => CryptographicOperations.FixedTimeEquals(UserHash, userHash);

    public byte[] ToBytes()
    {
        using var content = new MemoryStream();
        using (var writer = new BinaryWriter(content, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Format);
            writer.Write((byte)Step);
            writer.Write(Id);
            writer.Write(ExpiresAt.UtcTicks);
            writer.Write((byte)UserHash.Length);
            writer.Write(UserHash);
            writer.Write(CallbackPath);
            writer.Write((byte)Notice);
            writer.Write(AttemptsLeft ?? -1);
            writer.Write(RetryAfterSeconds ?? -1);

            // A handle is base64url of ciphertext: as bytes it is a quarter shorter.
            var handle = Base64Url.DecodeFromChars(Handle);
            writer.Write((ushort)handle.Length);
            writer.Write(handle);
        }

        return content.ToArray();
    }

    /// <summary>Null for the bytes of another version of the library.</summary>
    public static Transaction? Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        if (reader.ReadByte() != Format)
        {
            return null;
        }

        var step = (TransactionStep)reader.ReadByte();
        return new Transaction
        {
            Step = step,
            Id = reader.ReadString(),
            ExpiresAt = new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero),
            UserHash = reader.ReadBytes(reader.ReadByte()),
            CallbackPath = reader.ReadString(),
            Notice = (Notice)reader.ReadByte(),
            AttemptsLeft = reader.ReadInt32() is >= 0 and var left ? left : null,
            RetryAfterSeconds = reader.ReadInt32() is >= 0 and var seconds ? seconds : null,
            Handle = Base64Url.EncodeToString(reader.ReadBytes(reader.ReadUInt16())),
        };
    }

    /// <summary>The step alone.</summary>
    public override string ToString() => $"Transaction {{ Step = {Step} }}";
}
