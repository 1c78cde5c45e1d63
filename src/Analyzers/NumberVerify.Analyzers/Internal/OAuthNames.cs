using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NumberVerify.Analyzers;

/// <summary>Tells an authorization request or its answer by what stands beside a member: addresses have a state too, and errors a code.</summary>
internal static class OAuthNames
{
    private static readonly string[] s_types = ["authoriz", "oauth", "oidc", "openid", "authurl", "numberverif"];

    private static readonly ImmutableHashSet<string> s_parameters = ImmutableHashSet.Create(
        StringComparer.Ordinal, "redirecturi", "redirecturl", "clientid", "nonce", "scope", "scopes", "codechallenge", "codeverifier", "responsetype", "loginhint", "authorizationendpoint");

    /// <summary>Whether a parameter stands beside others of an authorization request, or a member beside such members.</summary>
    public static bool HasCompany(ISymbol symbol) => Beside(symbol).Any(other => s_parameters.Contains(SecretNames.Join(other.Name)));

    /// <summary>Whether the type or method that a member or parameter belongs to is named after an authorization request.</summary>
    public static bool IsIn(ISymbol symbol) =>
        Is(symbol.ContainingType.Name) || (symbol is IParameterSymbol && Is(symbol.ContainingSymbol.Name));

    public static bool Is(string name) => Array.Exists(s_types, part => name.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>The parameters of the same method, or the members of the same type.</summary>
    public static IEnumerable<ISymbol> Beside(ISymbol symbol) => symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol method } ? method.Parameters : symbol.ContainingType.GetMembers();
}
