using System.Buffers;
using System.IO.Compression;

namespace NumberVerify.Tool.Scan.Archives;

/// <summary>Unpacks Brotli, and unlike the framework's own stream objects to a file that ends before its content does.</summary>
internal sealed class BrotliReader(Stream inner) : ForwardStream
{
    private readonly byte[] _packed = new byte[1 << 16];
    private BrotliDecoder _decoder;
    private int _start;
    private int _end;
    private bool _isDone;

    public override int Read(Span<byte> buffer)
    {
        while (!_isDone && buffer.Length > 0)
        {
            var status = _decoder.Decompress(_packed.AsSpan(_start, _end - _start), buffer, out var consumed, out var written);
            _start += consumed;
            _isDone = status is OperationStatus.Done;
            if (status is OperationStatus.InvalidData)
            {
                throw new InvalidDataException();
            }

            if (written > 0)
            {
                return written;
            }

            if (!_isDone && _start == _end)
            {
                _start = 0;
                _end = inner.Read(_packed);
                if (_end == 0)
                {
                    throw new InvalidDataException();
                }
            }
            else if (!_isDone && consumed == 0)
            {
                throw new InvalidDataException();
            }
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        _decoder.Dispose();
        base.Dispose(disposing);
    }
}
