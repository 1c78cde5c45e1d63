using System.Text;
using NumberVerify.Tool.Scan.Texts;

namespace NumberVerify.Tool.Scan.Phones;

/// <summary>Android's compiled code (dex): constants of classes, as <c>static final String CLIENT_SECRET</c> or a build's configuration leaves them.</summary>
internal sealed class DalvikCode(Findings findings, Subject subject)
{
    private const int Text = 0x17;
    private const int Array = 0x1C;
    private const int Annotation = 0x1D;
    private const int Null = 0x1E;
    private const int Boolean = 0x1F;
    private const int DeepestValue = 16;

    public void Read(byte[] file)
    {
        var classes = PhoneInspector.Number(file, 0x60);
        var table = PhoneInspector.Number(file, 0x64);
        for (var i = 0; i < classes; i++)
        {
            var data = PhoneInspector.Number(file, table + (32L * i) + 24);
            var values = PhoneInspector.Number(file, table + (32L * i) + 28);
            if (data != 0 && values != 0)
            {
                Constants(file, data, values);
            }
        }
    }

    private void Constants(byte[] file, int data, int values)
    {
        var fields = Number(file, ref data);
        for (var i = 0; i < 3; i++)
        {
            Number(file, ref data);
        }

        var count = Number(file, ref values);
        var field = 0;
        for (var i = 0; i < Math.Min(fields, count); i++)
        {
            field += Number(file, ref data);
            Number(file, ref data);
            if (Value(file, ref values, 0) is { } text)
            {
                var name = PhoneInspector.Number(file, PhoneInspector.Number(file, 0x54) + (8L * field) + 4);
                NamedText.Judge(findings, subject, String(file, name), String(file, text));
            }
        }
    }

    /// <summary>Passes over one value; the number of a text where it is one.</summary>
    private static int? Value(byte[] file, ref int at, int depth)
    {
        var head = Byte(file, at++);
        var size = (head >> 5) + 1;
        switch (head & 0x1F)
        {
            case Text:
                var text = 0;
                for (var i = 0; i < size; i++)
                {
                    text |= Byte(file, at++) << (8 * i);
                }

                return text;
            case Array or Annotation when depth > DeepestValue:
                throw new InvalidDataException();
            case Array:
                for (var left = Number(file, ref at); left > 0; left--)
                {
                    Value(file, ref at, depth + 1);
                }

                return null;
            case Annotation:
                Number(file, ref at);
                for (var left = Number(file, ref at); left > 0; left--)
                {
                    Number(file, ref at);
                    Value(file, ref at, depth + 1);
                }

                return null;
            case Null or Boolean:
                return null;
            default:
                at += size;
                return null;
        }
    }

    private static string String(byte[] file, int index)
    {
        var at = PhoneInspector.Number(file, PhoneInspector.Number(file, 0x3C) + (4L * index));
        Number(file, ref at);
        var rest = file.AsSpan(Math.Min(at, file.Length));
        var end = rest.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
    }

    /// <summary>LEB128.</summary>
    private static int Number(byte[] file, ref int at)
    {
        var number = 0;
        for (var shift = 0; shift < 32; shift += 7)
        {
            var part = Byte(file, at++);
            number |= (part & 0x7F) << shift;
            if (part < 0x80)
            {
                return number >= 0 ? number : throw new InvalidDataException();
            }
        }

        throw new InvalidDataException();
    }

    private static int Byte(byte[] file, int at) => at >= 0 && at < file.Length ? file[at] : throw new InvalidDataException();
}
