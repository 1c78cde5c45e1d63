using Microsoft.CodeAnalysis;

namespace NumberVerify.Analyzers;

/// <summary>
/// The members of our own assemblies that are marked <c>[BackendSecret]</c>: they must never be given a value in a frontend. The mark is known by its name, because each assembly
/// may have one of its own.
/// </summary>
internal static class BackendSecrets
{
    public const string Attribute = "NumberVerify.BackendSecretAttribute";

    private const string AttributeName = "BackendSecretAttribute";
    private const string Family = "NumberVerify";

    /// <summary>The cheap question before attributes are read.</summary>
    public static bool MayBe(ISymbol symbol) => symbol.ContainingAssembly?.Name is { } name && name.StartsWith(Family, StringComparison.Ordinal);

    /// <summary>A marked property, field or parameter that takes a secret as text.</summary>
    public static bool IsText(ISymbol symbol) =>
        symbol is IPropertySymbol { Type.SpecialType: SpecialType.System_String } or IFieldSymbol { Type.SpecialType: SpecialType.System_String } or IParameterSymbol { Type.SpecialType: SpecialType.System_String }
        && IsMarked(symbol);

    /// <summary>A marked method or constructor that takes a key in, or a marked member that holds one.</summary>
    public static bool IsKey(ISymbol symbol) => symbol is IMethodSymbol or IPropertySymbol or IFieldSymbol && !IsText(symbol) && IsMarked(symbol);

    private static bool IsMarked(ISymbol symbol)
    {
        if (!MayBe(symbol))
        {
            return false;
        }

        foreach (var data in symbol.OriginalDefinition.GetAttributes())
        {
            if (data.AttributeClass is { Name: AttributeName, ContainingNamespace: { Name: Family, ContainingNamespace.IsGlobalNamespace: true } })
            {
                return true;
            }
        }

        return false;
    }
}
