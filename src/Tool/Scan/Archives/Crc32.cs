using System.Buffers.Binary;

namespace NumberVerify.Tool.Scan.Archives;

/// <summary>The check sum of zip and gzip (ISO 3309), four bytes at a time.</summary>
internal struct Crc32
{
    private static readonly uint[][] s_tables = Tables();

    private uint _sum;

    public readonly uint Value => _sum;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        var (first, second, third, fourth) = (s_tables[0], s_tables[1], s_tables[2], s_tables[3]);
        var sum = ~_sum;
        for (; bytes.Length >= 4; bytes = bytes[4..])
        {
            sum ^= BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            sum = fourth[sum & 0xFF] ^ third[(sum >> 8) & 0xFF] ^ second[(sum >> 16) & 0xFF] ^ first[sum >> 24];
        }

        foreach (var part in bytes)
        {
            sum = first[(sum ^ part) & 0xFF] ^ (sum >> 8);
        }

        _sum = ~sum;
    }

    private static uint[][] Tables()
    {
        var tables = new uint[4][];
        for (var t = 0; t < tables.Length; t++)
        {
            tables[t] = new uint[256];
            for (var i = 0u; i < 256; i++)
            {
                var sum = t == 0 ? i : tables[t - 1][i];
                for (var bit = 0; bit < 8; bit++)
                {
                    sum = (sum & 1) != 0 ? (sum >> 1) ^ 0xEDB88320 : sum >> 1;
                }

                tables[t][i] = sum;
            }
        }

        return tables;
    }
}
