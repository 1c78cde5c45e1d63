using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Operations;

namespace NumberVerify.Analyzers;

/// <summary>Calls whose result tells as much as what they were given: encodings, text work, and hashes without a key.</summary>
internal static class Encodings
{
    private static readonly ImmutableHashSet<string> s_methods = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "EscapeDataString", "UrlEncode", "UrlPathEncode", "Encode", "ToBase64String", "Base64UrlEncode", "EncodeToString", "Base64Encode", "GetBytes", "ToHexString", "ToHexStringLower",
        "HashData", "ComputeHash", "Compute", "ToString", "Trim", "TrimStart", "TrimEnd", "Replace", "Substring", "Concat", "Format", "Join", "Normalize", "ToLowerInvariant", "ToUpperInvariant",
        "FormatValue", "Parse", "AsSpan", "ToArray");

    public static bool Keeps(IInvocationOperation call) =>
        s_methods.Contains(call.TargetMethod.Name)
        && !call.TargetMethod.ContainingType.Name.StartsWith("HMAC", StringComparison.Ordinal)
        && call.Instance?.Type?.Name.StartsWith("HMAC", StringComparison.Ordinal) != true;
}
