using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

namespace NumberVerify.Tool.Scan.Assemblies;

/// <summary>An assembly's file and its metadata, whatever the file's format; nothing of it is loaded or run.</summary>
internal sealed class AssemblyImage : IDisposable
{
    private readonly byte[] _file;
    private readonly AssemblySection[] _sections;
    private readonly ImmutableArray<byte> _bytes;
    private readonly MetadataReaderProvider _provider;
    private readonly int _resources;

    private AssemblyImage(byte[] file, AssemblySection[] sections, ReadOnlySpan<byte> metadata, int resources)
    {
        _file = file;
        _sections = sections;
        _bytes = [.. metadata];
        _provider = MetadataReaderProvider.FromMetadataImage(_bytes);
        _resources = resources;
        Metadata = _provider.GetMetadataReader();
    }

    public MetadataReader Metadata { get; }

    /// <summary>The metadata as it stands in the file.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan();

    /// <summary>A portable executable with metadata; null for any other.</summary>
    public static AssemblyImage? Open(byte[] file)
    {
        using var reader = new PEReader(ImmutableCollectionsMarshal.AsImmutableArray(file));
        return reader.HasMetadata && reader.PEHeaders.PEHeader is { } header
            ? Open(file, [.. reader.PEHeaders.SectionHeaders.Select(section => new AssemblySection(section.VirtualAddress, section.SizeOfRawData, section.PointerToRawData))], header.CorHeaderTableDirectory.RelativeVirtualAddress)
            : null;
    }

    /// <param name="header">Relative virtual address of the CLI header (ECMA-335 II.25.3.3).</param>
    public static AssemblyImage? Open(byte[] file, AssemblySection[] sections, int header)
    {
        var cli = At(file, sections, header);
        if (cli.Length < 32)
        {
            return null;
        }

        var metadata = At(file, sections, BinaryPrimitives.ReadInt32LittleEndian(cli[8..]));
        var length = BinaryPrimitives.ReadInt32LittleEndian(cli[12..]);
        return length <= 0 || length > metadata.Length
            ? null
            : new AssemblyImage(file, sections, metadata[..length], BinaryPrimitives.ReadInt32LittleEndian(cli[24..]));
    }

    /// <summary>What lies at a relative virtual address, to the end of its section; empty where nothing does.</summary>
    public ReadOnlySpan<byte> At(int address) => At(_file, _sections, address);

    /// <summary>An embedded resource.</summary>
    public ReadOnlySpan<byte> Resource(long offset)
    {
        var all = At(_resources);
        if (offset < 0 || offset > all.Length - 4)
        {
            return [];
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(all[(int)offset..]);
        return length <= 0 || length > all.Length - (int)offset - 4 ? [] : all.Slice((int)offset + 4, length);
    }

    public void Dispose() => _provider.Dispose();

    private static ReadOnlySpan<byte> At(byte[] file, AssemblySection[] sections, int address)
    {
        foreach (var section in sections)
        {
            var into = (long)address - section.Address;
            if (address > 0 && into >= 0 && into < section.Length && section.Offset >= 0 && section.Offset + into < file.Length)
            {
                var start = section.Offset + (int)into;
                return file.AsSpan(start, (int)Math.Min(file.Length - start, section.Length - into));
            }
        }

        return [];
    }
}
