using System.Text;
using NumberVerify.Tool.Scan.Keys;
using NumberVerify.Tool.Scan.Texts;

namespace NumberVerify.Tool.Scan.Phones;

/// <summary>Apple's binary property list, which an app's Info.plist is: dictionaries' texts under their keys, and data that is a key.</summary>
internal sealed class BinaryPropertyList(Findings findings, Subject subject)
{
    private const int TrailerLength = 32;

    private byte[] _file = [];
    private int _offsetLength;
    private int _referenceLength;
    private long _table;
    private long _count;

    public void Read(byte[] file)
    {
        if (file.Length < TrailerLength + 8)
        {
            throw new InvalidDataException();
        }

        _file = file;
        var trailer = file.Length - TrailerLength;
        _offsetLength = file[trailer + 6];
        _referenceLength = file[trailer + 7];
        _count = Number(trailer + 8, 8);
        _table = Number(trailer + 24, 8);
        if (_count > file.Length || _offsetLength is 0 or > 8 || _referenceLength is 0 or > 8)
        {
            throw new InvalidDataException();
        }

        for (var i = 0L; i < _count; i++)
        {
            Object(Offset(i));
        }
    }

    private void Object(long at)
    {
        switch (Byte(at) >> 4)
        {
            case 0x4:
                var (data, length) = Content(at);
                if (length <= _file.Length - data && KeyBytes.Of(_file.AsSpan((int)data, (int)length), out _) is { } key)
                {
                    findings.Add(ScanRule.PrivateKeyInFrontend, key.Kind, subject.Place, level: key.IsEncrypted ? "warning" : null);
                }

                break;
            case 0x5 or 0x6:
                NamedText.Judge(findings, subject, null, Text(at)!);
                break;
            case 0xD:
                var (references, count) = Content(at);
                if (count > _file.Length)
                {
                    throw new InvalidDataException();
                }

                for (var i = 0L; i < count; i++)
                {
                    var name = Text(Offset(Number(references + (i * _referenceLength), _referenceLength)));
                    var value = Text(Offset(Number(references + ((count + i) * _referenceLength), _referenceLength)));
                    if (name is not null && value is not null)
                    {
                        NamedText.Judge(findings, subject, name, value);
                    }
                }

                break;
            default:
                break;
        }
    }

    private string? Text(long at)
    {
        var (start, length) = Content(at);
        return (Byte(at) >> 4) switch
        {
            0x5 when length <= _file.Length - start => Encoding.ASCII.GetString(_file, (int)start, (int)length),
            0x6 when length <= (_file.Length - start) / 2 => Encoding.BigEndianUnicode.GetString(_file, (int)start, (int)length * 2),
            0x5 or 0x6 => throw new InvalidDataException(),
            _ => null,
        };
    }

    /// <summary>Where an object's content starts, and how many parts it has.</summary>
    private (long Start, long Length) Content(long at)
    {
        var low = Byte(at) & 0x0F;
        if (low < 0x0F)
        {
            return (at + 1, low);
        }

        var size = 1 << (Byte(at + 1) & 0x0F);
        return size > 8 ? throw new InvalidDataException() : (at + 2 + size, Number(at + 2, size));
    }

    private long Offset(long index) => index < _count ? Number(_table + (index * _offsetLength), _offsetLength) : throw new InvalidDataException();

    private long Number(long at, int length)
    {
        var number = 0L;
        for (var i = 0; i < length; i++)
        {
            number = (number << 8) | Byte(at + i);
        }

        return number >= 0 && number < _file.Length * 256L ? number : throw new InvalidDataException();
    }

    private byte Byte(long at) => at >= 0 && at < _file.Length ? _file[at] : throw new InvalidDataException();
}
