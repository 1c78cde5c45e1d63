using System.IO.Compression;

namespace NumberVerify.Tool.Scan.Archives;

/// <summary>Files that web servers send as they are: compressed once, ahead of time.</summary>
internal static class Packed
{
    public static Stream Gzip(Stream stream) => new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);

    public static Stream Brotli(Stream stream) => new BrotliStream(stream, CompressionMode.Decompress, leaveOpen: true);
}
