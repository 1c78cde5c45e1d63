using System.Buffers.Binary;
using System.Reflection.PortableExecutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NumberVerify.Tool.Tests.Scan;

/// <summary>Assemblies as a build makes them, and as Blazor wraps them.</summary>
internal static class Compiled
{
    private static readonly MetadataReference[] s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => Path.GetFileName(path) is "System.Runtime.dll" or "System.Private.CoreLib.dll" or "System.Collections.dll" or "System.Memory.dll" or "System.Net.Http.dll" or "System.Linq.dll" or "System.Console.dll" or "System.Private.Uri.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static byte[] Assembly(string source, OptimizationLevel optimization = OptimizationLevel.Release, params (string Name, byte[] Content)[] resources)
    {
        var compilation = CSharpCompilation.Create(
            "Shop",
            [CSharpSyntaxTree.ParseText("using System; using System.Collections.Generic; using System.Net.Http; using System.Threading.Tasks;\n" + source)],
            s_references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: optimization, deterministic: true));
        var stream = new MemoryStream();
        var result = compilation.Emit(stream, manifestResources: resources.Select(resource => new ResourceDescription(resource.Name, () => new MemoryStream(resource.Content), isPublic: true)));
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return stream.ToArray();
    }

    /// <summary>The header and sections of a portable executable in the format webcil, within a WebAssembly module's second data segment.</summary>
    public static byte[] Webcil(byte[] assembly, int version = 0)
    {
        using var reader = new PEReader(new MemoryStream(assembly));
        var sections = reader.PEHeaders.SectionHeaders;
        var directory = reader.PEHeaders.PEHeader!.CorHeaderTableDirectory;
        var content = new MemoryStream();
        var writer = new BinaryWriter(content);
        writer.Write("WbIL"u8);
        writer.Write((ushort)version);
        writer.Write((ushort)0);
        writer.Write((ushort)sections.Length);
        writer.Write((ushort)0);
        writer.Write(directory.RelativeVirtualAddress);
        writer.Write(directory.Size);
        writer.Write(0L);
        if (version > 0)
        {
            writer.Write(0);
        }

        var offset = (int)content.Length + (16 * sections.Length);
        foreach (var section in sections)
        {
            writer.Write(section.VirtualSize);
            writer.Write(section.VirtualAddress);
            writer.Write(section.SizeOfRawData);
            writer.Write(offset);
            offset += section.SizeOfRawData;
        }

        foreach (var section in sections)
        {
            writer.Write(assembly.AsSpan(section.PointerToRawData, section.SizeOfRawData));
        }

        var webcil = content.ToArray();
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, webcil.Length);
        byte[] data = [2, 1, .. Number(length.Length), .. length, 1, .. Number(webcil.Length), .. webcil];
        return [.. "\0asm"u8, 1, 0, 0, 0, 11, .. Number(data.Length), .. data];
    }

    private static byte[] Number(int number)
    {
        var bytes = new List<byte>();
        for (; number >= 0x80; number >>= 7)
        {
            bytes.Add((byte)(number | 0x80));
        }

        bytes.Add((byte)number);
        return [.. bytes];
    }
}
