using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NumberVerify.Analyzers;

/// <summary>The members of <see cref="KnownSinks"/> that a compilation can see, resolved once.</summary>
internal sealed class SecretSinks
{
    private readonly ImmutableHashSet<ISymbol> _members;
    private readonly IAssemblySymbol _self;

    private SecretSinks(ImmutableHashSet<ISymbol> members, IAssemblySymbol self)
    {
        _members = members;
        _self = self;
    }

    public static SecretSinks Resolve(Compilation compilation)
    {
        var members = ImmutableHashSet.CreateBuilder<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var (typeName, memberName) in KnownSinks.SecretMembers)
        {
            foreach (var type in compilation.GetTypesByMetadataName(typeName))
            {
                members.UnionWith(type.GetMembers(memberName));
            }
        }

        foreach (var (typeName, methodName, parameterName) in KnownSinks.SecretParameters)
        {
            foreach (var type in compilation.GetTypesByMetadataName(typeName))
            {
                members.UnionWith(type.GetMembers(methodName).OfType<IMethodSymbol>().SelectMany(method => method.Parameters).Where(parameter => parameter.Name == parameterName));
            }
        }

        return new SecretSinks(members.ToImmutable(), compilation.Assembly);
    }

    /// <summary>The cheap question before the dear ones.</summary>
    public bool MayBe(ISymbol symbol) =>
        symbol.Name.IndexOf("secret", StringComparison.OrdinalIgnoreCase) >= 0
        || BackendSecrets.MayBe(symbol)
        || (symbol is IParameterSymbol && KnownSinks.SecretMethods.Contains(symbol.ContainingSymbol.Name));

    /// <summary>A property, field or parameter of a known library, or one that is marked as ours are.</summary>
    public bool IsKnown(ISymbol symbol)
    {
        for (var current = symbol.OriginalDefinition; current is not null; current = (current as IPropertySymbol)?.OverriddenProperty?.OriginalDefinition)
        {
            if (_members.Contains(current) || BackendSecrets.IsText(current))
            {
                return true;
            }
        }

        return symbol is IParameterSymbol { Type.SpecialType: SpecialType.System_String, ContainingSymbol: IMethodSymbol method }
            && KnownSinks.SecretMethods.Contains(method.Name)
            && !SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, _self);
    }

    /// <summary>Named client secret beside a client identifier: an OAuth client's settings, whoever wrote the type.</summary>
    public static bool HasOAuthShape(ISymbol symbol) => symbol switch
    {
        _ when !SecretNames.IsExactlyClientSecret(symbol.Name) || symbol.ContainingType is { IsAnonymousType: true } => false,
        IParameterSymbol { ContainingSymbol: IMethodSymbol method } => method.Parameters.Any(other => IsClientId(other.Name)),
        IPropertySymbol or IFieldSymbol => Bases(symbol.ContainingType).SelectMany(type => type.GetMembers()).Any(other => other is IPropertySymbol or IFieldSymbol && IsClientId(other.Name)),
        _ => false,
    };

    private static bool IsClientId(string name) => SecretNames.Join(name) is "clientid" or "clientidentifier";

    private static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            yield return type;
        }
    }
}
