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

    /// <summary>A SHA-256 in unpadded base64url, RFC 7636 section 4.2.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9_-]{43}\z")]
    internal static partial Regex CodeChallenge { get; }

    /// <summary>RFC 7636 section 4.1.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9._~-]{43,128}\z")]
    internal static partial Regex CodeVerifier { get; }

    /// <summary>One term of the W3C Data Privacy Vocabulary. The older form dpv:purpose#scope is not one.</summary>
    [GeneratedRegex(@"^dpv:[A-Za-z]+\z")]
    internal static partial Regex Purpose { get; }

    /// <summary>What a parameter of any protocol here is called; anything else may be a value in the wrong place.</summary>
    [GeneratedRegex(@"^[A-Za-z][A-Za-z_.-]{0,63}\z")]
    internal static partial Regex ParameterName { get; }
}
