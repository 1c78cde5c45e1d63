using NumberVerify.Tool.Scan.Texts;

namespace NumberVerify.Tool.Scan.Phones;

/// <summary>Android's resources.arsc: what strings.xml became, with the names that it had there.</summary>
internal sealed class ResourceTable(Findings findings, Subject subject)
{
    private const int Package = 0x0200;
    private const int Type = 0x0201;
    private const int Sparse = 1;
    private const int ShortOffsets = 2;
    private const int Complex = 1;
    private const int Compact = 8;
    private const int Text = 3;

    public void Read(byte[] file)
    {
        var pool = new StringPool(file, PhoneInspector.Short(file, 2));
        for (var i = 0; i < pool.Count; i++)
        {
            NamedText.Judge(findings, subject, null, pool[i]!);
        }

        foreach (var (kind, at, size) in Chunks(file, PhoneInspector.Short(file, 2), file.Length))
        {
            if (kind == Package)
            {
                var keys = new StringPool(file, at + PhoneInspector.Number(file, at + 276));
                foreach (var (inner, start, length) in Chunks(file, at + PhoneInspector.Short(file, at + 2), at + size))
                {
                    if (inner == Type)
                    {
                        Values(file, start, start + length, pool, keys);
                    }
                }
            }
        }
    }

    private static IEnumerable<(int Kind, int At, int Size)> Chunks(byte[] file, int start, int end)
    {
        for (var at = start; at + 8 <= end;)
        {
            var size = PhoneInspector.Number(file, at + 4);
            if (size < 8 || size > end - at)
            {
                throw new InvalidDataException();
            }

            yield return (PhoneInspector.Short(file, at), at, size);
            at += size;
        }
    }

    private void Values(byte[] file, int start, int end, StringPool pool, StringPool keys)
    {
        var header = PhoneInspector.Short(file, start + 2);
        int flags = file[start + 9];
        var count = PhoneInspector.Number(file, start + 12);
        var entries = start + PhoneInspector.Number(file, start + 16);
        var isLocale = PhoneInspector.Short(file, start + 28) != 0;
        var width = (flags & ShortOffsets) != 0 ? 2 : 4;
        for (var i = 0; i < count && start + header + ((long)i * width) < end; i++)
        {
            var place = start + header + (i * width);
            long offset = (flags & Sparse) != 0 ? 4L * PhoneInspector.Short(file, place + 2) : width == 2 ? Short(file, place) : BitConverter.ToInt32(file, place);
            if (offset >= 0 && entries + offset < end)
            {
                Entry(file, (int)(entries + offset), end, pool, keys, isLocale);
            }
        }
    }

    private static long Short(byte[] file, int at) => PhoneInspector.Short(file, at) is var offset && offset == ushort.MaxValue ? -1 : 4L * offset;

    private void Entry(byte[] file, int at, int end, StringPool pool, StringPool keys, bool isLocale)
    {
        var flags = PhoneInspector.Short(file, at + 2);
        if ((flags & Compact) != 0)
        {
            if ((flags >> 8) == Text)
            {
                Judge(keys[PhoneInspector.Short(file, at)], pool[PhoneInspector.Number(file, at + 4)], isLocale);
            }

            return;
        }

        var name = keys[PhoneInspector.Number(file, at + 4)];
        var value = at + PhoneInspector.Short(file, at);
        if ((flags & Complex) == 0)
        {
            Value(file, value, pool, name, isLocale);
            return;
        }

        var count = PhoneInspector.Number(file, at + 12);
        for (var i = 0; i < count && value + 12 <= end; i++, value += 12)
        {
            Value(file, value + 4, pool, name, isLocale);
        }
    }

    private void Value(byte[] file, int at, StringPool pool, string? name, bool isLocale)
    {
        if (at + 8 <= file.Length && file[at + 3] == Text)
        {
            Judge(name, pool[PhoneInspector.Number(file, at + 4)], isLocale);
        }
    }

    private void Judge(string? name, string? value, bool isLocale)
    {
        if (name is not null && value is not null)
        {
            NamedText.Judge(findings, subject, name, value, isLocale);
        }
    }
}
