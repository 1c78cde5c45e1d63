using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NumberVerify.Analyzers.Tests;

/// <summary>The rules know our library by names, and their tests by stubs: both must be what the library says.</summary>
public sealed class OwnApiTests
{
    private static readonly CSharpCompilation s_library = CSharpCompilation.Create(
        "Program",
        references: ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
        options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    private static readonly CSharpCompilation s_stubs = CSharpCompilation.Create(
        "Program",
        references: [.. Programs.Framework, Programs.Reference("NumberVerify.Stubs", Stubs.Foreign, Programs.Framework)],
        options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    public static TheoryData<string> Names =>
    [
        .. typeof(OwnApi).GetFields().Select(constant => (string)constant.GetRawConstantValue()!).Where(name => name != OwnApi.Simulator),
        BackendSecrets.Attribute,
        KnownSinks.BackendOnlyAttribute,
    ];

    public static TheoryData<string> StubbedTypes => [.. Stubbed().Select(MetadataName)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_that_rules_look_for_is_one_of_the_library(string name) => Assert.NotNull(s_library.GetTypeByMetadataName(name));

    [Theory]
    [MemberData(nameof(StubbedTypes))]
    public void A_stub_has_only_members_that_the_library_has(string name)
    {
        var real = s_library.GetTypeByMetadataName(name);

        Assert.NotNull(real);
        foreach (var stub in Members(s_stubs.GetTypeByMetadataName(name)!))
        {
            Assert.True(Members(real).Any(member => Fits(stub, member)), $"{stub} is not in the library.");
        }
    }

    [Theory]
    [MemberData(nameof(StubbedTypes))]
    public void A_stub_is_marked_as_a_backends_secret_where_the_library_is(string name)
    {
        var real = Members(s_library.GetTypeByMetadataName(name)!).ToList();

        foreach (var stub in Members(s_stubs.GetTypeByMetadataName(name)!))
        {
            Assert.Equal(IsSecret(stub), IsSecret(real.First(member => Fits(stub, member))));
        }
    }

    [Fact]
    public void The_library_marks_what_takes_a_secret_in() => Assert.Equal(
        [
            "AuthyPhoneVerificationOptions.ApiKey",
            "AuthyStartRequest.CustomCode",
            "NumberVerifyClientOptions.ClientSecret",
            "NumberVerifyClientOptions.DPoPSigner",
            "NumberVerifyClientOptions.Signer",
            "ProtectionKeys..ctor",
            "Signer.FromCertificate",
            "Signer.FromJwk",
            "Signer.FromPem",
            "VonageVerifyOptions.ApiSecret",
            "VonageVerifyRequest.PinCode",
        ],
        Types(Library().GlobalNamespace).SelectMany(Members).Where(IsSecret).Select(member => $"{member.ContainingType.Name}.{member.Name}").Order(StringComparer.Ordinal));

    [Fact]
    public void So_is_the_assembly_of_its_endpoints()
    {
        var endpoints = s_library.GetTypeByMetadataName("NumberVerify.AspNetCore.ITransactionStore")!.ContainingAssembly;

        Assert.Contains(endpoints.Name, KnownSinks.BackendAssemblies);
        Assert.Contains(endpoints.GetAttributes(), data => data.AttributeClass?.ToDisplayString() == KnownSinks.BackendOnlyAttribute);
        Assert.DoesNotContain(Types(endpoints.GlobalNamespace).SelectMany(Members), IsSecret);
    }

    [Fact]
    public void The_library_is_one_of_the_assemblies_that_rules_know_to_be_for_backends()
    {
        Assert.Contains(Library().Name, KnownSinks.BackendAssemblies);
        Assert.Contains(Library().GetAttributes(), data => data.AttributeClass?.ToDisplayString() == KnownSinks.BackendOnlyAttribute);
    }

    private static IAssemblySymbol Library() => s_library.GetTypeByMetadataName(OwnApi.Client)!.ContainingAssembly;

    private static bool IsSecret(ISymbol symbol) => BackendSecrets.IsText(symbol) || BackendSecrets.IsKey(symbol);

    private static IEnumerable<INamedTypeSymbol> Stubbed() => Types(s_stubs.GetTypeByMetadataName(OwnApi.Client)!.ContainingAssembly.GlobalNamespace)
        .Where(type => type.DeclaredAccessibility is Accessibility.Public && (type.ContainingNamespace.ToDisplayString() is "NumberVerify" || type.Name.StartsWith("NumberVerify", StringComparison.Ordinal)));

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceSymbol space) => space.GetTypeMembers().Concat(space.GetNamespaceMembers().SelectMany(Types));

    private static string MetadataName(INamedTypeSymbol type) => $"{type.ContainingNamespace.ToDisplayString()}.{type.MetadataName}";

    /// <summary>What is written in source: no accessors, nothing that a record brings, no constructor without parameters.</summary>
    private static IEnumerable<ISymbol> Members(INamedTypeSymbol type) => type.GetMembers().Where(member =>
        member.DeclaredAccessibility is Accessibility.Public
        && member is IPropertySymbol or IFieldSymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary } or IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.Length: > 0 }
        && !(type.IsRecord && member.Name is "ToString" or "Equals" or "GetHashCode" or "<Clone>$"));

    /// <summary>The same name and parameters; the library's may go on with optional ones.</summary>
    private static bool Fits(ISymbol stub, ISymbol real)
    {
        if (stub.Kind != real.Kind || stub.Name != real.Name || stub.IsStatic != real.IsStatic || real.DeclaredAccessibility is not Accessibility.Public)
        {
            return false;
        }

        if (stub is not IMethodSymbol left || real is not IMethodSymbol right)
        {
            return TypeOf(stub)?.Name == TypeOf(real)?.Name;
        }

        var at = 0;
        foreach (var parameter in right.Parameters)
        {
            if (at < left.Parameters.Length && left.Parameters[at].Name == parameter.Name && left.Parameters[at].Type.Name == parameter.Type.Name)
            {
                at++;
            }
            else if (!parameter.IsOptional)
            {
                return false;
            }
        }

        return at == left.Parameters.Length;
    }

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        IPropertySymbol property => property.Type,
        IFieldSymbol field => field.Type,
        _ => null,
    };
}
