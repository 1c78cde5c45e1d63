namespace NumberVerify.Tool.Scan.Assemblies;

/// <summary>
/// How long an instruction's operand is, and what it takes from the evaluation stack and puts there (ECMA-335 III). Calls, switches and returns are the reader's own affair.
/// </summary>
internal readonly record struct Instruction(int Operand, int Pops, int Pushes)
{
    /// <summary>A code that is not one: what follows cannot be read.</summary>
    public static readonly Instruction Unknown = new(-1, 0, 0);

    public static Instruction Of(byte code) => code switch
    {
        0x00 or 0x01 => new(0, 0, 0),
        >= 0x02 and <= 0x09 => new(0, 0, 1),
        >= 0x0A and <= 0x0D => new(0, 1, 0),
        0x0E or 0x0F or 0x11 or 0x12 or 0x1F => new(1, 0, 1),
        0x10 or 0x13 => new(1, 1, 0),
        >= 0x14 and <= 0x1E => new(0, 0, 1),
        0x20 or 0x22 => new(4, 0, 1),
        0x21 or 0x23 => new(8, 0, 1),
        0x25 => new(0, 1, 2),
        0x26 => new(0, 1, 0),
        0x27 => new(4, 0, 0),
        0x28 or 0x29 or 0x6F or 0x73 => new(4, 0, 0),
        0x2A => new(0, 0, 0),
        0x2B or 0xDE => new(1, 0, 0),
        0x2C or 0x2D => new(1, 1, 0),
        >= 0x2E and <= 0x37 => new(1, 2, 0),
        0x38 or 0xDD => new(4, 0, 0),
        0x39 or 0x3A => new(4, 1, 0),
        >= 0x3B and <= 0x44 => new(4, 2, 0),
        0x45 => new(4, 1, 0),
        >= 0x46 and <= 0x50 => new(0, 1, 1),
        >= 0x51 and <= 0x57 or 0xDF => new(0, 2, 0),
        >= 0x58 and <= 0x64 or >= 0xD6 and <= 0xDB => new(0, 2, 1),
        >= 0x65 and <= 0x6E or 0x76 or >= 0x82 and <= 0x8B or 0x8E or >= 0xB3 and <= 0xBA or 0xC3 or >= 0xD1 and <= 0xD5 or 0xE0 => new(0, 1, 1),
        0x70 => new(4, 2, 0),
        0x71 or 0x74 or 0x75 or 0x79 or 0x7B or 0x7C or 0x8C or 0x8D or 0xA5 or 0xC2 or 0xC6 => new(4, 1, 1),
        0x72 or 0x7E or 0x7F or 0xD0 => new(4, 0, 1),
        0x7A => new(0, 1, 0),
        0x7D => new(4, 2, 0),
        0x80 => new(4, 1, 0),
        0x81 => new(4, 2, 0),
        0x8F or 0xA3 => new(4, 2, 1),
        >= 0x90 and <= 0x9A => new(0, 2, 1),
        >= 0x9B and <= 0xA2 => new(0, 3, 0),
        0xA4 => new(4, 3, 0),
        0xDC => new(0, 0, 0),
        _ => Unknown,
    };

    /// <summary>After the prefix 0xFE.</summary>
    public static Instruction OfTwoBytes(byte code) => code switch
    {
        0x00 => new(0, 0, 1),
        >= 0x01 and <= 0x05 => new(0, 2, 1),
        0x06 or 0x1C => new(4, 0, 1),
        0x07 => new(4, 1, 1),
        0x09 or 0x0A or 0x0C or 0x0D => new(2, 0, 1),
        0x0B or 0x0E => new(2, 1, 0),
        0x0F or 0x1D => new(0, 1, 1),
        0x11 => new(0, 1, 0),
        0x12 or 0x19 => new(1, 0, 0),
        0x13 or 0x14 or 0x1A or 0x1E => new(0, 0, 0),
        0x15 => new(4, 1, 0),
        0x16 => new(4, 0, 0),
        0x17 or 0x18 => new(0, 3, 0),
        _ => Unknown,
    };
}
