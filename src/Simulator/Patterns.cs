using System.Text.RegularExpressions;

namespace NumberVerify.Simulator;

/// <summary>The specifications' patterns, ending in \z: the $ they are written with lets a trailing newline through in .NET.</summary>
internal static partial class Patterns
{
    [GeneratedRegex(@"^\+[1-9][0-9]{4,14}\z")]
    internal static partial Regex PhoneNumber { get; }

    /// <summary>Number Verification before 1.0: the plus sign is optional.</summary>
    [GeneratedRegex(@"^\+?[1-9][0-9]{4,14}\z")]
    internal static partial Regex PhoneNumberOrDigits { get; }

    [GeneratedRegex(@"^[a-fA-F0-9]{64}\z")]
    internal static partial Regex Sha256Hex { get; }

    [GeneratedRegex(@"^[a-zA-Z0-9-_:;.\/<>{}]{0,256}\z")]
    internal static partial Regex Correlator { get; }

    /// <summary>Releases without a pattern for the correlator: still only what a header can carry back unchanged.</summary>
    [GeneratedRegex(@"^[\x20-\x7E]*\z")]
    internal static partial Regex PrintableAscii { get; }

    /// <summary>The error codes of RFC 6749 section 4.1.2.1.</summary>
    [GeneratedRegex(@"^[\x20\x21\x23-\x5B\x5D-\x7E]+\z")]
    internal static partial Regex ErrorCode { get; }

    /// <summary>A code challenge (RFC 7636 section 4.2), or the thumbprint of a key (RFC 9449 section 10). The last character holds four bits of the hash, and two that are zero.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]\z")]
    internal static partial Regex Sha256Base64Url { get; }

    /// <summary>RFC 7636 section 4.1.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9._~-]{43,128}\z")]
    internal static partial Regex CodeVerifier { get; }

    /// <summary>The login hints of CAMARA's profile that are no secret: a number, or an address with or without a port.</summary>
    [GeneratedRegex(@"^(tel:\+[1-9][0-9]{4,14}|ipport:([0-9]{1,3}(\.[0-9]{1,3}){3}|\[[0-9a-fA-F:.]{2,45}\])(:[0-9]{1,5})?)\z")]
    internal static partial Regex LoginHint { get; }

    /// <summary>One term of the W3C Data Privacy Vocabulary. The older form dpv:purpose#scope is not one.</summary>
    [GeneratedRegex(@"^dpv:[A-Za-z]+\z")]
    internal static partial Regex Purpose { get; }

    /// <summary>A one-time password of Vonage's own making.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9]{4,6}\z")]
    internal static partial Regex VonageCode { get; }

    /// <summary>A one-time password the client chose itself.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9]{4,10}\z")]
    internal static partial Regex ChosenCode { get; }

    /// <summary>application/x-www-form-urlencoded, whatever it encodes.</summary>
    [GeneratedRegex(@"^([!-$&-~]|%[0-9A-Fa-f]{2})*\z")]
    internal static partial Regex FormUrlEncoded { get; }

    /// <summary>A calling code, with or without the plus sign.</summary>
    [GeneratedRegex(@"^\+?[1-9][0-9]{0,3}\z")]
    internal static partial Regex CallingCode { get; }

    /// <summary>A number within its country, written for people.</summary>
    [GeneratedRegex(@"^[0-9][0-9 .-]{0,31}\z")]
    internal static partial Regex NationalNumber { get; }

    /// <summary>What a parameter of any protocol here is called; anything else may be a value in the wrong place.</summary>
    [GeneratedRegex(@"^[A-Za-z][A-Za-z_.-]{0,63}\z")]
    internal static partial Regex ParameterName { get; }
}
