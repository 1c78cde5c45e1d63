using System.Globalization;
using System.Text;

namespace NumberVerify.Generated;

/// <summary>Adds parameters to an address, null ones left out: percent-encoded UTF-8 (RFC 3986 2.1), a blank as <c>%20</c>, in no culture.</summary>
internal struct QueryWriter(Uri address)
{
    private readonly StringBuilder _text = new(address.GetLeftPart(UriPartial.Query));
    private char _separator = address.Query.Length > 0 ? '&' : '?';

    public QueryWriter Add(string name, string? value)
    {
        if (value is not null)
        {
            _text.Append(_separator).Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
            _separator = '&';
        }

        return this;
    }

    /// <summary>A number, in JSON's spelling.</summary>
    public QueryWriter Add<T>(string name, T? value)
        where T : struct, IFormattable =>
        Add(name, value?.ToString(format: null, CultureInfo.InvariantCulture));

    public QueryWriter Add<T>(string name, T value)
        where T : struct, IFormattable =>
        Add(name, value.ToString(format: null, CultureInfo.InvariantCulture));

    public QueryWriter Add(string name, bool? value) => Add(name, value switch { true => "true", false => "false", null => null });

    public readonly Uri Complete() => new(_text.ToString());
}
