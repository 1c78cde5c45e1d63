using System.Text;

namespace NumberVerify.Tool.Scan.Phones;

/// <summary>The texts of an Android resource file, in UTF-8 or UTF-16.</summary>
internal sealed class StringPool
{
    private const int Mark = 0x0001;
    private const int Utf8Flag = 1 << 8;
    private readonly byte[] _file;
    private readonly int _start;
    private readonly int _header;
    private readonly int _texts;
    private readonly bool _isUtf8;

    public StringPool(byte[] file, int start)
    {
        if (PhoneInspector.Short(file, start) != Mark)
        {
            throw new InvalidDataException();
        }

        _file = file;
        _start = start;
        _header = PhoneInspector.Short(file, start + 2);
        Count = PhoneInspector.Number(file, start + 8);
        _isUtf8 = (PhoneInspector.Number(file, start + 16) & Utf8Flag) != 0;
        _texts = PhoneInspector.Number(file, start + 20);
        if (Count > file.Length / 4)
        {
            throw new InvalidDataException();
        }
    }

    public int Count { get; }

    public string? this[int index]
    {
        get
        {
            if (index < 0 || index >= Count)
            {
                return null;
            }

            var at = (long)_start + _texts + PhoneInspector.Number(_file, _start + _header + (4L * index));
            if (at >= _file.Length)
            {
                throw new InvalidDataException();
            }

            var i = (int)at;
            int length;
            if (_isUtf8)
            {
                i += Byte(i) >= 0x80 ? 2 : 1;
                length = Byte(i) >= 0x80 ? ((Byte(i) & 0x7F) << 8) | Byte(i + 1) : Byte(i);
                i += Byte(i) >= 0x80 ? 2 : 1;
                return Text(Encoding.UTF8, i, length);
            }

            length = PhoneInspector.Short(_file, i);
            i += 2;
            if (length >= 0x8000)
            {
                length = ((length & 0x7FFF) << 16) | PhoneInspector.Short(_file, i);
                i += 2;
            }

            return Text(Encoding.Unicode, i, 2L * length);
        }
    }

    private int Byte(int at) => at < _file.Length ? _file[at] : throw new InvalidDataException();

    private string Text(Encoding encoding, int start, long length) => length <= _file.Length - start ? encoding.GetString(_file, start, (int)length) : throw new InvalidDataException();
}
