using System.Buffers.Binary;
using System.Collections;
using System.Resources;
using System.Text;
using NumberVerify.Tool.Scan.Texts;

namespace NumberVerify.Tool.Scan.Assemblies;

/// <summary>The format that .resx files are compiled to. Only texts and bytes are taken out; no object is made of anything.</summary>
internal static class ManagedResources
{
    public static bool AreHere(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[0xCE, 0xCA, 0xEF, 0xBE]);

    public static void Inspect(Subject subject, byte[] bytes, Inspector inspector, Findings findings, CancellationToken cancellationToken)
    {
        using var reader = new ResourceReader(new MemoryStream(bytes));
        for (var entries = (IDictionaryEnumerator)reader.GetEnumerator(); entries.MoveNext();)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var name = (string)entries.Key;
            reader.GetResourceData(name, out var type, out var data);
            switch (type)
            {
                case "ResourceTypeCode.String":
                    using (var text = new BinaryReader(new MemoryStream(data), Encoding.UTF8))
                    {
                        NamedText.Judge(findings, subject, name, text.ReadString(), isLocale: true);
                    }

                    break;
                case "ResourceTypeCode.ByteArray" or "ResourceTypeCode.Stream" when data.Length > 4 && BinaryPrimitives.ReadInt32LittleEndian(data) is var length && length > 0 && length <= data.Length - 4:
                    inspector.Inspect(subject.Inner(name), new MemoryStream(data, 4, length), cancellationToken);
                    break;
                default:
                    break;
            }
        }
    }
}
