using System.Buffers;
using System.Globalization;

namespace NumberVerify.Generated;

/// <summary>
/// Adds parameters to an address, null ones left out: percent-encoded UTF-8 (RFC 3986 2.1), a blank as <c>%20</c>, in no culture, without an intermediate text.
/// </summary>
internal struct QueryWriter
{
    // A character's octets take at most nine, three times %XX; a pair of surrogates twelve.
    private const int Expansion = 9;

    private char[] _buffer;
    private int _length;
    private char _separator;

    public QueryWriter(Uri address)
    {
        var text = address.AbsoluteUri.AsSpan();
        var fragment = text.IndexOf('#');
        text = fragment < 0 ? text : text[..fragment];
        _buffer = ArrayPool<char>.Shared.Rent(Math.Max(text.Length * 2, 512));
        text.CopyTo(_buffer);
        _length = text.Length;
        _separator = text.Contains('?') ? '&' : '?';
    }

    public QueryWriter Add(string name, string? value)
    {
        if (value is not null)
        {
            Reserve((name.Length + value.Length) * Expansion + 2);
            _buffer[_length++] = _separator;
            _separator = '&';
            Encode(name);
            _buffer[_length++] = '=';
            Encode(value);
        }

        return this;
    }

    /// <summary>One parameter for each value, all of the same name.</summary>
    public QueryWriter Add(string name, IEnumerable<string>? values)
    {
        var query = this;
        foreach (var value in values ?? [])
        {
            query = query.Add(name, value);
        }

        return query;
    }

    /// <summary>A time as RFC 3339 writes it.</summary>
    public QueryWriter Add(string name, DateTimeOffset? value) =>
        Add(name, value?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture));

    /// <summary>A number, in JSON's spelling, or an identifier.</summary>
    public QueryWriter Add<T>(string name, T? value)
        where T : struct, IFormattable =>
        Add(name, value?.ToString(format: null, CultureInfo.InvariantCulture));

    public QueryWriter Add<T>(string name, T value)
        where T : struct, IFormattable =>
        Add(name, value.ToString(format: null, CultureInfo.InvariantCulture));

    public QueryWriter Add(string name, bool? value) => Add(name, value switch { true => "true", false => "false", null => null });

    /// <summary>The address; ends the writer.</summary>
    public Uri Complete()
    {
        var address = new string(_buffer, 0, _length);
        ArrayPool<char>.Shared.Return(_buffer, clearArray: true);
        _buffer = [];
        return new Uri(address);
    }

    private void Encode(string text)
    {
        Uri.TryEscapeDataString(text, _buffer.AsSpan(_length), out var written);
        _length += written;
    }

    private void Reserve(int count)
    {
        if (_buffer.Length - _length < count)
        {
            var larger = ArrayPool<char>.Shared.Rent(_length + count);
            _buffer.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<char>.Shared.Return(_buffer, clearArray: true);
            _buffer = larger;
        }
    }
}
