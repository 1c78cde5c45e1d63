using System.Buffers;
using System.Globalization;
using System.Text;

namespace NumberVerify.Generated;

/// <summary>
/// Writes one application/x-www-form-urlencoded body (RFC 6749 appendix B), null members left out, without a dictionary or an intermediate string.
/// </summary>
internal struct FormWriter
{
    // A value's octet takes at most three: %XX.
    private const int Expansion = 3;

    private byte[]? _buffer;
    private int _length;

    public FormWriter Add(string name, string? value)
    {
        if (value is not null)
        {
            Begin(name, Encoding.UTF8.GetMaxByteCount(value.Length));
            Encode(value);
        }

        return this;
    }

    /// <summary>Text that is UTF-8 already.</summary>
    public FormWriter Add(string name, ReadOnlyMemory<byte>? utf8)
    {
        if (utf8 is { } value)
        {
            Begin(name, value.Length);
            Encode(value.Span);
        }

        return this;
    }

    /// <summary>One member for each value, all of the same name.</summary>
    public FormWriter Add(string name, IEnumerable<string>? values)
    {
        var form = this;
        foreach (var value in values ?? [])
        {
            form = form.Add(name, value);
        }

        return form;
    }

    /// <summary>A number or boolean, in JSON's spelling.</summary>
    public FormWriter Add<T>(string name, T? value)
        where T : struct, IFormattable =>
        Add(name, value?.ToString(format: null, CultureInfo.InvariantCulture));

    public FormWriter Add<T>(string name, T value)
        where T : struct, IFormattable =>
        Add(name, value.ToString(format: null, CultureInfo.InvariantCulture));

    public FormWriter Add(string name, bool? value) => Add(name, value switch { true => "true", false => "false", null => null });

    /// <summary>The body; ends the writer.</summary>
    public byte[] Complete()
    {
        if (_buffer is null)
        {
            return [];
        }

        var body = _buffer.AsSpan(0, _length).ToArray();
        _buffer.AsSpan(0, _length).Clear();
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = null;
        return body;
    }

    private void Begin(string name, int valueLength)
    {
        Reserve((Encoding.UTF8.GetMaxByteCount(name.Length) + valueLength) * Expansion + 2);
        if (_length > 0)
        {
            _buffer![_length++] = (byte)'&';
        }

        Encode(name);
        _buffer![_length++] = (byte)'=';
    }

    private void Encode(string text)
    {
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            Encode(utf8[..rune.EncodeToUtf8(utf8)]);
        }
    }

    private void Encode(ReadOnlySpan<byte> utf8)
    {
        foreach (var octet in utf8)
        {
            if (char.IsAsciiLetterOrDigit((char)octet) || octet is (byte)'*' or (byte)'-' or (byte)'.' or (byte)'_')
            {
                _buffer![_length++] = octet;
            }
            else if (octet == (byte)' ')
            {
                _buffer![_length++] = (byte)'+';
            }
            else
            {
                _buffer![_length++] = (byte)'%';
                _buffer[_length++] = (byte)"0123456789ABCDEF"[octet >> 4];
                _buffer[_length++] = (byte)"0123456789ABCDEF"[octet & 0xF];
            }
        }
    }

    private void Reserve(int count)
    {
        if (_buffer is null)
        {
            _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(count, 1024));
        }
        else if (_buffer.Length - _length < count)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, _length + count));
            _buffer.AsSpan(0, _length).CopyTo(larger);
            _buffer.AsSpan(0, _length).Clear();
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
    }
}
