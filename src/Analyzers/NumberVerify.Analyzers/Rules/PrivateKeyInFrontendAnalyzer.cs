using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace NumberVerify.Analyzers;

/// <summary>NV1007: a private key as text, what imports one from a constant, a certificate's literal password, and our signers.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PrivateKeyInFrontendAnalyzer : NumberVerifyAnalyzer
{
    private static readonly ImmutableHashSet<string> s_pemImports = ImmutableHashSet.Create(StringComparer.Ordinal, "ImportFromPem", "ImportFromEncryptedPem", "CreateFromPem", "CreateFromEncryptedPem");

    private static readonly ImmutableHashSet<string> s_keyImports = ImmutableHashSet.Create(
        StringComparer.Ordinal, "ImportPkcs8PrivateKey", "ImportECPrivateKey", "ImportRSAPrivateKey", "ImportEncryptedPkcs8PrivateKey");

    private static readonly ImmutableHashSet<string> s_privateParts = ImmutableHashSet.Create(StringComparer.Ordinal, "D", "DP", "DQ", "P", "Q", "QI", "InverseQ", "K");

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.PrivateKeyInFrontend];

    private protected override bool AppliesTo(ProjectContext project) => project.IsFrontend;

    private protected override void Start(CompilationStartAnalysisContext context, ProjectContext project)
    {
        var symbols = new Symbols(context.Compilation);
        var files = new FileOperations(context, static topics => (topics & Topics.Key) != 0, static _ => true);
        files.RegisterOperationAction(
            operation => Text(operation, project, symbols),
            OperationKind.Literal,
            OperationKind.Binary,
            OperationKind.InterpolatedString,
            OperationKind.Utf8String,
            OperationKind.FieldReference);
        files.RegisterOperationAction(operation => Sink(operation, project, symbols), OperationKind.Invocation, OperationKind.ObjectCreation, OperationKind.SimpleAssignment);
    }

    private static void Sink(OperationContext context, ProjectContext project, Symbols symbols)
    {
        if (symbols.Taken(context.Operation) is { } member)
        {
            Report(context, Descriptors.PrivateKeyInFrontend, project, context.Operation.Syntax, FixProperties.Remove, member, project.Description);
        }
    }

    private static void Text(OperationContext context, ProjectContext project, Symbols symbols)
    {
        var operation = context.Operation;
        var text = operation is IUtf8StringOperation utf8 ? utf8.Value : operation.ConstantValue is { HasValue: true, Value: string constant } ? constant : null;
        if (text is null
            || !IsPrivate(text)
            || (operation is IFieldReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Field.ContainingAssembly, context.Compilation.Assembly))
            || operation.Parent is IBinaryOperation { ConstantValue.HasValue: true } or IInterpolatedStringTextOperation or IInterpolationOperation { Parent.ConstantValue.HasValue: true } or INameOfOperation
           )
        {
            return;
        }

        string? name = null;
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (symbols.Taken(parent) is not null)
            {
                return;
            }

            name ??= parent switch
            {
                IVariableDeclaratorOperation declarator => declarator.Symbol.Name,
                IFieldInitializerOperation { InitializedFields: { Length: > 0 } fields } => fields[0].Name,
                IPropertyInitializerOperation { InitializedProperties: { Length: > 0 } properties } => properties[0].Name,
                IParameterInitializerOperation parameter => parameter.Parameter.Name,
                IAssignmentOperation { Target: IMemberReferenceOperation target } => target.Member.Name,
                IArgumentOperation { Parameter: { } parameter } => parameter.Name,
                _ => null,
            };
        }

        Report(context, Descriptors.PrivateKeyInFrontend, project, operation.Syntax, FixProperties.Remove, name ?? context.ContainingSymbol.Name, project.Description);
    }

    private static bool IsPrivate(string text) => text.Length >= 48 && (SecretText.IsPrivateKey(text) || SecretText.IsPrivateJwk(text));

    private sealed class Symbols(Compilation compilation)
    {
        private readonly INamedTypeSymbol? _algorithm = compilation.GetTypeByMetadataName("System.Security.Cryptography.AsymmetricAlgorithm");
        private readonly INamedTypeSymbol? _jwk = compilation.GetTypeByMetadataName("Microsoft.IdentityModel.Tokens.JsonWebKey");

        private readonly ImmutableHashSet<ISymbol> _parameters = All(compilation, "System.Security.Cryptography.RSAParameters", "System.Security.Cryptography.ECParameters");

        private readonly ImmutableHashSet<ISymbol> _certificates = All(
            compilation,
            "System.Security.Cryptography.X509Certificates.X509Certificate",
            "System.Security.Cryptography.X509Certificates.X509Certificate2",
            "System.Security.Cryptography.X509Certificates.X509Certificate2Collection",
            "System.Security.Cryptography.X509Certificates.X509CertificateLoader");

        /// <summary>The member through which this operation takes a private key in, or null where it takes none.</summary>
        public string? Taken(IOperation operation) => operation switch
        {
            IInvocationOperation call => Call(call.TargetMethod, call.Arguments),
            IObjectCreationOperation { Constructor: { } constructor } creation => Call(constructor, creation.Arguments),
            ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } assignment => Assigned(target.Member, assignment.Value),
            _ => null,
        };

        private string? Call(IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments)
        {
            var type = method.ContainingType;
            if (BackendSecrets.IsKey(method))
            {
                return Name(method);
            }

            if (type.Name.StartsWith("X509", StringComparison.Ordinal) && _certificates.Contains(type.OriginalDefinition))
            {
                return arguments.Any(argument => argument.Parameter?.Name is "password" && IsLiteral(argument.Value)) || (s_pemImports.Contains(method.Name) && arguments.Any(HoldsKey))
                    ? Name(method)
                    : null;
            }

            if (_algorithm is not null && (s_keyImports.Contains(method.Name) || s_pemImports.Contains(method.Name)) && Inherits(type, _algorithm))
            {
                return arguments.Any(argument => HoldsKey(argument) || (s_keyImports.Contains(method.Name) && argument.Parameter?.Name is "source" && IsLiteral(argument.Value))) ? Name(method) : null;
            }

            return _jwk is not null && Same(type, _jwk) && arguments.Any(HoldsKey) ? Name(method) : null;
        }

        private string? Assigned(ISymbol member, IOperation value)
        {
            var type = member.ContainingType;
            var isKey = BackendSecrets.IsKey(member)
                ? !(SecretValues.Unwrap(value) is IInvocationOperation call && BackendSecrets.IsKey(call.TargetMethod))
                : s_privateParts.Contains(member.Name) && ((_jwk is not null && Same(type, _jwk)) || (_parameters.Contains(type) && IsLiteral(value)));
            return isKey && !SecretValues.IsNothing(value) ? $"{type.Name}.{member.Name}" : null;
        }

        private static bool HoldsKey(IArgumentOperation argument) => SecretValues.Texts(argument.Value).Any(IsPrivate);

        private static bool IsLiteral(IOperation value) => SecretValues.Texts(value).Any(text => !Placeholders.IsPlaceholder(text));

        private static bool Same(ITypeSymbol type, ITypeSymbol? other) => SymbolEqualityComparer.Default.Equals(type, other);

        private static bool Inherits(INamedTypeSymbol? type, INamedTypeSymbol ancestor)
        {
            for (; type is not null; type = type.BaseType)
            {
                if (Same(type, ancestor))
                {
                    return true;
                }
            }

            return false;
        }

        private static string Name(IMethodSymbol method) => method.MethodKind is MethodKind.Constructor ? method.ContainingType.Name : $"{method.ContainingType.Name}.{method.Name}";

        private static ImmutableHashSet<ISymbol> All(Compilation compilation, params string[] names) =>
            names.Select(compilation.GetTypeByMetadataName).OfType<ISymbol>().ToImmutableHashSet<ISymbol>(SymbolEqualityComparer.Default);
    }
}
