using System.Collections.Frozen;

namespace NumberVerify.Simulator;

internal static class ApiScopes
{
    /// <summary>The scopes of every API here, in every release.</summary>
    internal static FrozenSet<string> All { get; } =
        NumberVerificationRelease.AllScopes.Append(Wire.OneTimePassword.Scope).ToFrozenSet(StringComparer.Ordinal);
}
