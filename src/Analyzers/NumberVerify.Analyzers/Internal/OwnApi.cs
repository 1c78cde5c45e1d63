using Microsoft.CodeAnalysis;

namespace NumberVerify.Analyzers;

/// <summary>The metadata names of our library's types that usage rules look for; a rule starts only where they can be seen.</summary>
internal static class OwnApi
{
    public const string Client = "NumberVerify.NumberVerifyClient";
    public const string UserClient = "NumberVerify.NumberVerifyUserClient";
    public const string FrontendClient = "NumberVerify.NumberVerifyFrontendClient";
    public const string Request = "NumberVerify.AuthorizationRequest";
    public const string Response = "NumberVerify.AuthorizationResponse";
    public const string VerifyResponse = "NumberVerify.NumberVerifyResponse";
    public const string Simulator = "NumberVerify.Simulator";

    /// <summary>The type itself or one that derives from it, as a fake does.</summary>
    public static bool Is(ITypeSymbol? type, INamedTypeSymbol? expected)
    {
        for (; type is not null && expected is not null; type = type.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, expected))
            {
                return true;
            }
        }

        return false;
    }
}
