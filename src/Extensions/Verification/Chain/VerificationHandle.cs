using System.Text;

namespace NumberVerify;

/// <summary>The text of a <see cref="VerificationState"/>: encrypted, authenticated, and short enough for a cookie.</summary>
internal static class VerificationHandle
{
    private const byte Format = 1;

    /// <summary>How far the clocks of two nodes may lie apart.</summary>
    private static readonly TimeSpan s_skew = TimeSpan.FromMinutes(1);

    private static readonly byte[] s_purpose = "NumberVerify.PhoneVerification.v1"u8.ToArray();

    /// <exception cref="InvalidOperationException">It is too long to travel.</exception>
    public static string Protect(VerificationState state, ProtectionKeys keys)
    {
        using var content = new MemoryStream();
        using (var writer = new BinaryWriter(content, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Format);
            writer.Write((byte)state.Step);
            writer.Write(state.Id);
            WriteTime(writer, state.MadeAt);
            WriteTime(writer, state.ExpiresAt);
            writer.Write(state.PhoneNumber.Value);
            WriteOptional(writer, state.Subject);
            WriteOptional(writer, state.ClientKey);
            WritePolicy(writer, state.Policy);
            writer.Write((byte)state.Reason);
            writer.Write((byte)state.SilentIndex);
            WriteOptional(writer, state.Request);
            WriteCode(writer, state.Code);
            writer.Write((byte)state.Tried);
        }

        return content.Length <= ProtectedText.MaxContentLength
            ? ProtectedText.Protect(content.ToArray(), s_purpose, keys.Ring)
            : throw new InvalidOperationException("The verification is too long to travel: give it a shorter subject and client key, or its policy fewer names.");
    }

    /// <exception cref="InvalidHandleException">It is none, or waits for something else.</exception>
    public static VerificationState Unprotect(string text, VerificationStep? step, ProtectionKeys keys, DateTimeOffset now)
    {
        if (ProtectedText.Unprotect(text, s_purpose, keys.Ring) is not { } content || content[0] != Format)
        {
            throw new InvalidHandleException("The handle was changed, or made with keys that are not these. Nothing was sent; start a new verification.");
        }

        var state = Read(content);
        if (state.MadeAt > now + s_skew)
        {
            throw new InvalidHandleException("The handle was made in the future, by this node's clock. Nothing was sent.");
        }

        return step is null || state.Step == step
            ? state
            : throw new InvalidHandleException(step == VerificationStep.Callback
                ? "The handle waits for a code, not for a callback: give it to SubmitCodeAsync. Nothing was sent."
                : "The handle waits for a callback, not for a code: give it to ContinueAsync or SkipAsync. Nothing was sent.");
    }

    private static VerificationState Read(byte[] content)
    {
        using var reader = new BinaryReader(new MemoryStream(content), Encoding.UTF8);
        reader.ReadByte();

        // An initializer's members are read in the order they stand in, which is the order they were written in.
        return new VerificationState
        {
            Step = (VerificationStep)reader.ReadByte(),
            Id = reader.ReadString(),
            MadeAt = ReadTime(reader),
            ExpiresAt = ReadTime(reader),
            PhoneNumber = PhoneNumber.Parse(reader.ReadString()),
            Subject = ReadOptional(reader),
            ClientKey = ReadOptional(reader),
            Policy = ReadPolicy(reader),
            Reason = (PhoneVerificationReason)reader.ReadByte(),
            SilentIndex = reader.ReadByte(),
            Request = ReadOptional(reader),
            Code = ReadCode(reader),
            Tried = reader.ReadByte(),
        };
    }

    private static void WritePolicy(BinaryWriter writer, PhoneVerificationPolicy policy)
    {
        WriteList(writer, policy.SilentClients ?? [], static (to, name) => to.Write(name));
        WriteList(writer, policy.CodeChannels, static (to, channel) => to.Write((byte)channel));
        WriteList(writer, policy.Providers ?? [], static (to, name) => to.Write(name));
        writer.Write((byte)policy.Attempts);
        writer.Write((byte)policy.Codes);
        writer.Write((byte)(policy.CodeLength ?? 0));
        WriteOptional(writer, policy.Locale);
        writer.Write(policy.Lifetime.Ticks);
        writer.Write(policy.UseDevNumber);
        writer.Write(policy.SendsCodeAfterAccessDenied);
        writer.Write(policy.SendsCodeAfterUnknownRefusal);
        writer.Write(policy.GoesOnAfterConfigurationFault);
    }

    private static PhoneVerificationPolicy ReadPolicy(BinaryReader reader) => new()
    {
        SilentClients = ReadList(reader, static from => from.ReadString()),
        CodeChannels = ReadList(reader, static from => (CodeChannel)from.ReadByte()),
        Providers = ReadList(reader, static from => from.ReadString()),
        Attempts = reader.ReadByte(),
        Codes = reader.ReadByte(),
        CodeLength = reader.ReadByte() is > 0 and var length ? length : null,
        Locale = ReadOptional(reader),
        Lifetime = TimeSpan.FromTicks(reader.ReadInt64()),
        UseDevNumber = reader.ReadBoolean(),
        SendsCodeAfterAccessDenied = reader.ReadBoolean(),
        SendsCodeAfterUnknownRefusal = reader.ReadBoolean(),
        GoesOnAfterConfigurationFault = reader.ReadBoolean(),
    };

    private static void WriteCode(BinaryWriter writer, CodeHandle? code)
    {
        writer.Write(code is not null);
        if (code is not null)
        {
            writer.Write(code.Provider);
            writer.Write(code.Id);
            WriteOptional(writer, code.PhoneNumber?.Value);
            writer.Write((byte)code.Channel);
            WriteTime(writer, code.ExpiresAt);
        }
    }

    private static CodeHandle? ReadCode(BinaryReader reader) => !reader.ReadBoolean()
        ? null
        : new CodeHandle
        {
            Provider = reader.ReadString(),
            Id = reader.ReadString(),
            PhoneNumber = ReadOptional(reader) is { } number ? PhoneNumber.Parse(number) : null,
            Channel = (CodeChannel)reader.ReadByte(),
            ExpiresAt = ReadTime(reader),
        };

    private static void WriteTime(BinaryWriter writer, DateTimeOffset time) => writer.Write(time.UtcTicks);

    private static DateTimeOffset ReadTime(BinaryReader reader) => new(reader.ReadInt64(), TimeSpan.Zero);

    private static void WriteOptional(BinaryWriter writer, string? value)
    {
        writer.Write(value is not null);
        if (value is not null)
        {
            writer.Write(value);
        }
    }

    private static string? ReadOptional(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;

    private static void WriteList<T>(BinaryWriter writer, IReadOnlyList<T> items, Action<BinaryWriter, T> write)
    {
        writer.Write((byte)items.Count);
        foreach (var item in items)
        {
            write(writer, item);
        }
    }

    private static T[] ReadList<T>(BinaryReader reader, Func<BinaryReader, T> read)
    {
        var items = new T[reader.ReadByte()];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = read(reader);
        }

        return items;
    }
}
