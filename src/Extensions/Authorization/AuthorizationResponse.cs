using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using Names = NumberVerify.ProtocolNames.AuthorizationResponse;

namespace NumberVerify;

/// <summary>
/// The operator's answer as it came with the callback (RFC 6749 4.1.2): read, not yet trusted. Immutable. <see cref="NumberVerifyClient"/> holds it against its request.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(NotSerializedConverter<AuthorizationResponse>))]
public sealed record AuthorizationResponse
{
    private const int MaxLength = 4096;

    private AuthorizationResponse()
    {
    }

    /// <summary>The authorization code; null where the operator refused. Single-use and short-lived.</summary>
    public string? Code { get; private init; }

    /// <summary>The <c>state</c> the operator repeated; null where it sent none.</summary>
    public string? State { get; private init; }

    /// <summary>The error code of a refusal, as the operator spelt it; null on success. Its description is not kept: it may name the user.</summary>
    public string? Error { get; private init; }

    /// <summary>The issuer that answers (RFC 9207); null where the operator does not say.</summary>
    public string? Issuer { get; private init; }

    /// <summary>Reads the callback's URL. See <see cref="Parse(string)"/>.</summary>
    /// <exception cref="InvalidCallbackException">As there.</exception>
    public static AuthorizationResponse Parse(Uri callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Parse(callback.OriginalString);
    }

    /// <summary>Reads a callback: its URL, or its query with or without the question mark. Unknown parameters are ignored, names are compared by case.</summary>
    /// <exception cref="InvalidCallbackException">
    /// A parameter occurs twice, is longer than 4096 characters or holds other than printable ASCII; there is neither code nor error, or both; or a token is in the URL.
    /// </exception>
    public static AuthorizationResponse Parse(string callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        string? code = null, state = null, error = null, issuer = null;
        var query = QueryOf(callback);
        foreach (var range in query.Split('&'))
        {
            var pair = query[range];
            var equals = pair.IndexOf('=');
            var name = equals < 0 ? pair : pair[..equals];
            var value = equals < 0 ? default : pair[(equals + 1)..];
            switch (IsEscaped(name) ? Decode(name) : name)
            {
                case Names.Code:
                    Take(ref code, Names.Code, value);
                    break;
                case Names.State:
                    Take(ref state, Names.State, value);
                    break;
                case Names.Error:
                    Take(ref error, Names.Error, value);
                    break;
                case Names.Issuer:
                    Take(ref issuer, Names.Issuer, value);
                    break;
                case Names.AccessToken or Names.IdToken:
                    throw new InvalidCallbackException("The callback carries a token, which the code flow never does.");
            }
        }

        return (code is null) != (error is null)
            ? new AuthorizationResponse { Code = code, State = state, Error = error, Issuer = issuer }
            : throw new InvalidCallbackException("The callback must hold either a code or an error.");
    }

    /// <summary>Whether it is a code or an error, without either.</summary>
    public override string ToString() => Error is null ? "AuthorizationResponse { Code }" : "AuthorizationResponse { Error }";

    private static void Take(ref string? member, string name, ReadOnlySpan<char> value)
    {
        if (member is not null)
        {
            throw new InvalidCallbackException($"The callback holds '{name}' more than once.");
        }

        // Escaped, a character takes three at the most: longer text need not be decoded to be too long.
        member = value.Length > MaxLength * 3 ? null : IsEscaped(value) ? Decode(value) : value.ToString();
        if (member is not { Length: > 0 and <= MaxLength } || member.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            throw new InvalidCallbackException($"The callback's '{name}' is not 1 to {MaxLength} printable ASCII characters.");
        }
    }

    private static ReadOnlySpan<char> QueryOf(ReadOnlySpan<char> callback)
    {
        var fragment = callback.IndexOf('#');
        var text = fragment < 0 ? callback : callback[..fragment];
        var question = text.IndexOf('?');
        var equals = text.IndexOf('=');
        var scheme = text.IndexOf("://");
        if (question >= 0 && (equals < 0 || question < equals))
        {
            return text[(question + 1)..];
        }

        // A URL without a query holds no parameter; a bare query is taken as it is, and may hold a URL.
        return scheme >= 0 && (equals < 0 || scheme < equals) ? default : text;
    }

    private static bool IsEscaped(ReadOnlySpan<char> text) => text.ContainsAny('%', '+');

    /// <summary>Undoes form encoding. Only ASCII is allowed in the end, so an escape stands for one character; null where one is malformed.</summary>
    private static string? Decode(ReadOnlySpan<char> text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                result.Append(text[i] == '+' ? ' ' : text[i]);
            }
            else if (i + 2 < text.Length && byte.TryParse(text.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet) && octet < 0x80)
            {
                result.Append((char)octet);
                i += 2;
            }
            else
            {
                return null;
            }
        }

        return result.ToString();
    }
}
