using System.Diagnostics;
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
        foreach (var pair in QueryOf(callback).Split('&'))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = Decode(equals < 0 ? pair : pair[..equals]);
            switch (name)
            {
                case Names.Code:
                    Take(ref code);
                    break;
                case Names.State:
                    Take(ref state);
                    break;
                case Names.Error:
                    Take(ref error);
                    break;
                case Names.Issuer:
                    Take(ref issuer);
                    break;
                case Names.AccessToken or Names.IdToken:
                    throw new InvalidCallbackException("The callback carries a token, which the code flow never does.");
            }

            void Take(ref string? value)
            {
                if (value is not null)
                {
                    throw new InvalidCallbackException($"The callback holds '{name}' more than once.");
                }

                var text = equals < 0 ? "" : pair[(equals + 1)..];
                value = text.Length <= MaxLength * 3 ? Decode(text) : null;
                if (value is not { Length: > 0 and <= MaxLength } || value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
                {
                    throw new InvalidCallbackException($"The callback's '{name}' is not 1 to {MaxLength} printable ASCII characters.");
                }
            }
        }

        return (code is null) != (error is null)
            ? new AuthorizationResponse { Code = code, State = state, Error = error, Issuer = issuer }
            : throw new InvalidCallbackException("The callback must hold either a code or an error.");
    }

    /// <summary>Whether it is a code or an error, without either.</summary>
    public override string ToString() => Error is null ? "AuthorizationResponse { Code }" : "AuthorizationResponse { Error }";

    private static string QueryOf(string callback)
    {
        var fragment = callback.IndexOf('#', StringComparison.Ordinal);
        var text = fragment < 0 ? callback : callback[..fragment];
        var question = text.IndexOf('?', StringComparison.Ordinal);

        // A URL without a query holds no parameter; a bare query is taken as it is.
        return question >= 0 ? text[(question + 1)..] : text.Contains("://", StringComparison.Ordinal) ? "" : text;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
