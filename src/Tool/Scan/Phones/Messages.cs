using System.Text;
using NumberVerify.Analyzers;
using NumberVerify.Tool.Scan.Texts;

namespace NumberVerify.Tool.Scan.Phones;

/// <summary>
/// Resources and manifest of an Android App Bundle, which are Protocol Buffers. Without their schema the texts are taken in the order in which they stand: a name, then what it holds.
/// </summary>
internal sealed class Messages(Findings findings, Subject subject)
{
    private const int DeepestMessage = 32;
    private const int FarthestValue = 6;
    private const int ShortestValue = 6;

    public void Read(byte[] file)
    {
        var texts = new List<string>();
        if (!Read(file, texts, 0))
        {
            throw new InvalidDataException();
        }

        for (var i = 0; i < texts.Count; i++)
        {
            NamedText.Judge(findings, subject, null, texts[i]);
            var name = texts[i][(texts[i].LastIndexOf('.') + 1)..];
            if (!SecretNames.MayHoldSecret(name))
            {
                continue;
            }

            for (var j = i + 1; j < Math.Min(texts.Count, i + FarthestValue); j++)
            {
                // What stands between is an attribute's name and space, or a language.
                var value = texts[j];
                if (value.Length >= ShortestValue && value.Any(char.IsDigit) && value != texts[i] && !value.Contains('/', StringComparison.Ordinal))
                {
                    NamedText.Judge(findings, subject, name, value);
                    break;
                }
            }
        }
    }

    private static bool Read(ReadOnlySpan<byte> message, List<string> texts, int depth)
    {
        const int LengthDelimited = 2;
        var i = 0;
        while (i < message.Length)
        {
            if (!Number(message, ref i, out var tag) || tag >> 3 == 0)
            {
                return false;
            }

            switch (tag & 7)
            {
                case 0:
                    if (!Number(message, ref i, out _))
                    {
                        return false;
                    }

                    break;
                case 1:
                    i += 8;
                    break;
                case 5:
                    i += 4;
                    break;
                case LengthDelimited when Number(message, ref i, out var length) && length <= (ulong)(message.Length - i):
                    Content(message.Slice(i, (int)length), texts, depth);
                    i += (int)length;
                    break;
                default:
                    return false;
            }
        }

        return i == message.Length;
    }

    private static void Content(ReadOnlySpan<byte> content, List<string> texts, int depth)
    {
        if (content.Length == 0)
        {
            return;
        }

        var isText = content.IndexOfAnyInRange((byte)0, (byte)8) < 0 && content.IndexOfAnyInRange((byte)14, (byte)31) < 0;
        var count = texts.Count;
        if (isText)
        {
            texts.Add(Encoding.UTF8.GetString(content));
        }
        else if (depth < DeepestMessage && !Read(content, texts, depth + 1))
        {
            texts.RemoveRange(count, texts.Count - count);
        }
    }

    private static bool Number(ReadOnlySpan<byte> message, ref int i, out ulong number)
    {
        number = 0;
        for (var shift = 0; shift < 64 && i < message.Length; shift += 7)
        {
            var part = message[i++];
            number |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return true;
            }
        }

        return false;
    }
}
