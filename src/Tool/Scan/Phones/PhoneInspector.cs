using System.Buffers.Binary;

namespace NumberVerify.Tool.Scan.Phones;

/// <summary>What a phone's package is compiled to: Android's binary XML, resource tables, code and messages, and Apple's binary property lists.</summary>
internal sealed class PhoneInspector(Findings findings)
{
    public enum Kind
    {
        BinaryXml,
        ResourceTable,
        Code,
        Messages,
        PropertyList,
    }

    public static Kind? KindOf(Subject subject, ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[3, 0, 8, 0]) ? Kind.BinaryXml
        : head.StartsWith((ReadOnlySpan<byte>)[2, 0, 12, 0]) ? Kind.ResourceTable
        : head.StartsWith("dex\n"u8) ? Kind.Code
        : head.StartsWith("bplist"u8) ? Kind.PropertyList
        : head.Length > 0 && head[0] == 0x0A && (subject.Has("resources.pb") || (subject.Has(".xml") && head.IndexOfAnyInRange((byte)0, (byte)8) >= 0)) ? Kind.Messages
        : null;

    public void Inspect(Subject subject, Kind kind, byte[] bytes)
    {
        switch (kind)
        {
            case Kind.BinaryXml:
                new BinaryXml(findings, subject).Read(bytes);
                break;
            case Kind.ResourceTable:
                new ResourceTable(findings, subject).Read(bytes);
                break;
            case Kind.Code:
                new DalvikCode(findings, subject).Read(bytes);
                break;
            case Kind.PropertyList:
                new BinaryPropertyList(findings, subject).Read(bytes);
                break;
            default:
                new Messages(findings, subject).Read(bytes);
                break;
        }
    }

    /// <summary>A little-endian number that is a place or a length; damaged where it is too large to be one.</summary>
    public static int Number(ReadOnlySpan<byte> bytes, long at) =>
        at >= 0 && at <= bytes.Length - 4 && BinaryPrimitives.ReadInt32LittleEndian(bytes[(int)at..]) is >= 0 and var number ? number : throw new InvalidDataException();

    public static int Short(ReadOnlySpan<byte> bytes, long at) => at >= 0 && at <= bytes.Length - 2 ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[(int)at..]) : throw new InvalidDataException();
}
