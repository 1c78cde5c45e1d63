using NumberVerify.Tool.Scan.Texts;

namespace NumberVerify.Tool.Scan.Phones;

/// <summary>Android's compiled XML, the manifest among it: attributes with their names, and every other text.</summary>
internal sealed class BinaryXml(Findings findings, Subject subject)
{
    private const int StartElement = 0x0102;
    private const int ResourceMap = 0x0180;
    private const int NameAttribute = 0x01010003;
    private const int ValueAttribute = 0x01010024;
    private const int Text = 3;
    private const int None = -1;

    public void Read(byte[] file)
    {
        var pool = new StringPool(file, 8);
        for (var i = 0; i < pool.Count; i++)
        {
            NamedText.Judge(findings, subject, null, pool[i]!);
        }

        var map = (Start: 0, Count: 0);
        for (var at = 8 + PhoneInspector.Number(file, 12); at + 8 <= file.Length;)
        {
            var size = PhoneInspector.Number(file, at + 4);
            if (size < 8 || size > file.Length - at)
            {
                throw new InvalidDataException();
            }

            switch (PhoneInspector.Short(file, at))
            {
                case ResourceMap:
                    map = (at + 8, (size - 8) / 4);
                    break;
                case StartElement:
                    Element(file, at + PhoneInspector.Short(file, at + 2), pool, map);
                    break;
                default:
                    break;
            }

            at += size;
        }
    }

    private void Element(byte[] file, int at, StringPool pool, (int Start, int Count) map)
    {
        var first = at + PhoneInspector.Short(file, at + 8);
        var length = PhoneInspector.Short(file, at + 10);
        var count = PhoneInspector.Short(file, at + 12);
        string? named = null;
        string? value = null;
        for (var i = 0; i < count; i++)
        {
            var attribute = first + (i * length);
            var name = PhoneInspector.Number(file, attribute + 4);
            var text = pool[BitConverter.ToInt32(file, attribute + 8)];
            if (text is null && file[attribute + 15] == Text)
            {
                text = pool[PhoneInspector.Number(file, attribute + 16)];
            }

            if (text is null)
            {
                continue;
            }

            // A shrinker may take an attribute's name away; its number stays.
            var id = name < map.Count ? PhoneInspector.Number(file, map.Start + (4L * name)) : None;
            var word = id switch { NameAttribute => "name", ValueAttribute => "value", _ => pool[name] ?? "" };
            named = word == "name" ? text : named;
            value = word == "value" ? text : value;
            NamedText.Judge(findings, subject, word, text);
        }

        if (named is not null && value is not null)
        {
            NamedText.Judge(findings, subject, named[(named.LastIndexOf('.') + 1)..], value);
        }
    }
}
