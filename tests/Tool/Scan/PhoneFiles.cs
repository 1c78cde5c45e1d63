using System.Text;

namespace NumberVerify.Tool.Tests.Scan;

/// <summary>What Android's and Apple's build tools compile resources to, as small as the formats allow.</summary>
internal static class PhoneFiles
{
    private const int None = -1;

    /// <summary>resources.arsc with one text.</summary>
    public static byte[] ResourceTable(string name, string value, bool isUtf8)
    {
        var keys = Pool([name], isUtf8);
        var types = Pool(["string"], isUtf8);
        var type = Bytes(writer =>
        {
            const int HeaderLength = 84;
            writer.Write((ushort)0x0201);
            writer.Write((ushort)HeaderLength);
            writer.Write(HeaderLength + 4 + 16);
            writer.Write(1);
            writer.Write(1);
            writer.Write(HeaderLength + 4);
            writer.Write(64);
            writer.Write(new byte[60]);
            writer.Write(0);
            writer.Write((ushort)8);
            writer.Write((ushort)0);
            writer.Write(0);
            writer.Write((ushort)8);
            writer.Write((byte)0);
            writer.Write((byte)3);
            writer.Write(0);
        });
        var package = Bytes(writer =>
        {
            const int HeaderLength = 288;
            writer.Write((ushort)0x0200);
            writer.Write((ushort)HeaderLength);
            writer.Write(HeaderLength + types.Length + keys.Length + type.Length);
            writer.Write(0x7F);
            writer.Write(new byte[256]);
            writer.Write(HeaderLength);
            writer.Write(0);
            writer.Write(HeaderLength + types.Length);
            writer.Write(0);
            writer.Write(0);
            writer.Write(types);
            writer.Write(keys);
            writer.Write(type);
        });
        var pool = Pool([value], isUtf8);
        return Bytes(writer =>
        {
            writer.Write((ushort)2);
            writer.Write((ushort)12);
            writer.Write(12 + pool.Length + package.Length);
            writer.Write(1);
            writer.Write(pool);
            writer.Write(package);
        });
    }

    /// <summary>A manifest's <c>meta-data</c> element.</summary>
    public static byte[] BinaryXml(string name, string value)
    {
        var pool = Pool(["name", "value", "meta-data", name, value], isUtf8: false);
        var element = Bytes(writer =>
        {
            writer.Write((ushort)0x0102);
            writer.Write((ushort)16);
            writer.Write(16 + 20 + 40);
            writer.Write(1);
            writer.Write(None);
            writer.Write(None);
            writer.Write(2);
            writer.Write((ushort)20);
            writer.Write((ushort)20);
            writer.Write((ushort)2);
            writer.Write(new byte[6]);
            foreach (var (attribute, text) in new[] { (0, 3), (1, 4) })
            {
                writer.Write(None);
                writer.Write(attribute);
                writer.Write(text);
                writer.Write((ushort)8);
                writer.Write((byte)0);
                writer.Write((byte)3);
                writer.Write(text);
            }
        });
        return Bytes(writer =>
        {
            writer.Write((ushort)3);
            writer.Write((ushort)8);
            writer.Write(8 + pool.Length + element.Length);
            writer.Write(pool);
            writer.Write(element);
        });
    }

    /// <summary>One class with one constant.</summary>
    public static byte[] Dalvik(string name, string value)
    {
        const int HeaderLength = 0x70;
        var texts = new[] { name, value };
        var strings = HeaderLength;
        var fields = strings + 8;
        var classes = fields + 8;
        var data = classes + 32;
        byte[] content = [1, 0, 0, 0, 0, 0x19, 1, 0x17, 1];
        var file = new byte[data + content.Length + texts.Sum(text => text.Length + 2)];
        using var writer = new BinaryWriter(new MemoryStream(file));
        writer.Write("dex\n035\0"u8);
        At(0x38, 2, strings);
        At(0x50, 1, fields);
        At(0x60, 1, classes);
        At(fields, 0, 0);
        At(classes + 24, data, data + 6);
        writer.BaseStream.Position = data;
        writer.Write(content);
        for (var i = 0; i < texts.Length; i++)
        {
            var at = (int)writer.BaseStream.Position;
            writer.Write((byte)texts[i].Length);
            writer.Write(Encoding.UTF8.GetBytes(texts[i] + "\0"));
            BitConverter.TryWriteBytes(file.AsSpan(strings + (4 * i)), at);
        }

        return file;

        void At(int place, int first, int second)
        {
            writer.BaseStream.Position = place;
            writer.Write(first);
            writer.Write(second);
        }
    }

    /// <summary>A dictionary with one text.</summary>
    public static byte[] BinaryPropertyList(string name, string value)
    {
        var file = new List<byte>("bplist00"u8.ToArray());
        var offsets = new List<byte>();
        foreach (byte[] part in new[] { [0xD1, 1, 2], Ascii(name), Ascii(value) })
        {
            offsets.Add((byte)file.Count);
            file.AddRange(part);
        }

        var table = file.Count;
        return [.. file, .. offsets, .. new byte[6], 1, 1, .. new byte[7], 3, .. new byte[8], .. new byte[7], (byte)table];

        static byte[] Ascii(string text) => [0x5F, 0x10, (byte)text.Length, .. Encoding.ASCII.GetBytes(text)];
    }

    /// <summary>An entry of an app bundle's resources.pb, with the fields that aapt2 writes.</summary>
    public static byte[] Messages(string name, string value)
    {
        var text = Field(2, Field(1, Encoding.UTF8.GetBytes(value)));
        var configured = Field(6, [.. Field(1, []), .. Field(2, [.. Field(1, [8, 1]), .. Field(3, text)])]);
        var entry = Field(3, [.. Field(1, [8, 5]), .. Field(2, Encoding.UTF8.GetBytes(name)), .. configured]);
        var type = Field(3, [.. Field(1, [8, 1]), .. Field(2, "string"u8), .. entry]);
        return [.. Field(1, Field(1, [1, 0, 28, 0])), .. Field(2, [.. Field(1, [8, 127]), .. Field(2, "shop"u8), .. type])];
    }

    private static byte[] Field(int number, ReadOnlySpan<byte> content)
    {
        byte[] length = content.Length < 0x80 ? [(byte)content.Length] : [(byte)(content.Length | 0x80), (byte)(content.Length >> 7)];
        return [(byte)((number << 3) | 2), .. length, .. content];
    }

    private static byte[] Pool(string[] texts, bool isUtf8)
    {
        var content = new MemoryStream();
        var offsets = new List<int>();
        foreach (var text in texts)
        {
            offsets.Add((int)content.Length);
            byte[] length = isUtf8 ? [(byte)text.Length, (byte)text.Length] : [(byte)text.Length, 0];
            content.Write(length);
            content.Write((isUtf8 ? Encoding.UTF8 : Encoding.Unicode).GetBytes(text + "\0"));
        }

        while (content.Length % 4 != 0)
        {
            content.WriteByte(0);
        }

        return Bytes(writer =>
        {
            var start = 28 + (4 * texts.Length);
            writer.Write((ushort)1);
            writer.Write((ushort)28);
            writer.Write(start + (int)content.Length);
            writer.Write(texts.Length);
            writer.Write(0);
            writer.Write(isUtf8 ? 1 << 8 : 0);
            writer.Write(start);
            writer.Write(0);
            foreach (var offset in offsets)
            {
                writer.Write(offset);
            }

            writer.Write(content.ToArray());
        });
    }

    private static byte[] Bytes(Action<BinaryWriter> write)
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        write(writer);
        return stream.ToArray();
    }
}
