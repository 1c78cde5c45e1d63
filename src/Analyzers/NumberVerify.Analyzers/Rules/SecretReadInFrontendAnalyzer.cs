using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace NumberVerify.Analyzers;

/// <summary>NV1003: a secret is read from, or kept in, configuration, environment or storage of a device; by its key, or by binding a type that holds one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SecretReadInFrontendAnalyzer : NumberVerifyAnalyzer
{
    private static readonly char[] s_separators = [':', '.', '/'];

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.SecretReadInFrontend];

    private protected override bool AppliesTo(ProjectContext project) => project.IsFrontend;

    private protected override void Start(CompilationStartAnalysisContext context, ProjectContext project)
    {
        var compilation = context.Compilation;
        var symbols = new Symbols(compilation);
        var files = new FileOperations(context, static topics => (topics & (Topics.Secret | Topics.Settings)) != 0, static _ => true);
        files.RegisterOperationAction(operation => Indexer(operation, project, symbols), OperationKind.PropertyReference);
        files.RegisterOperationAction(operation => Call(operation, project, symbols), OperationKind.Invocation);
    }

    private static void Indexer(OperationContext context, ProjectContext project, Symbols symbols)
    {
        var reference = (IPropertyReferenceOperation)context.Operation;
        if (reference is { Property.IsIndexer: true, Arguments: { Length: 1 } arguments }
            && SecretValues.Constant(arguments[0].Value) is { } key
            && IsSecretKey(key)
            && (symbols.IsConfiguration(reference.Instance?.Type) || symbols.IsAppSettings(reference.Instance))
           )
        {
            ReportKey(context, project, key);
        }
    }

    private static void Call(OperationContext context, ProjectContext project, Symbols symbols)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!symbols.MayKnow(call.TargetMethod))
        {
            return;
        }

        var method = call.TargetMethod.ReducedFrom ?? call.TargetMethod;
        if (symbols.IsKeyReader(method))
        {
            var key = call.Arguments.Where(argument => argument.Parameter?.Type.SpecialType is SpecialType.System_String).Select(argument => SecretValues.Constant(argument.Value)).FirstOrDefault();
            if (key is not null && IsSecretKey(key))
            {
                ReportKey(context, project, key);

                return;
            }
        }

        if (symbols.IsBinder(method) && Bound(call) is { } type && symbols.FindSecret(type) is { } member)
        {
            ReportAt(context, project, member, symbols.IsOurOptions(type));
        }
        else if (symbols.IsOurReader(method))
        {
            ReportAt(context, project, "NumberVerifyClientOptions.ClientSecret", isOurs: true);
        }
        else if (symbols.IsFileReader(method))
        {
            ReportAt(context, project, $"{method.ContainingType.Name}.{method.Name}", isOurs: false);
        }
        else if (symbols.IsScriptCall(method) && Stored(call) is { } stored)
        {
            ReportKey(context, project, stored);
        }
    }

    /// <summary>The type that a binder fills: its type argument, or that of the object it is given.</summary>
    private static ITypeSymbol? Bound(IInvocationOperation call)
    {
        if (call.TargetMethod.TypeArguments.Length == 1)
        {
            return call.TargetMethod.TypeArguments[0];
        }

        foreach (var given in call.Arguments)
        {
            var value = SecretValues.Unwrap(given.Value);
            if (value is ITypeOfOperation typeOf)
            {
                return typeOf.TypeOperand;
            }

            if (given.Parameter?.Type.SpecialType is SpecialType.System_Object)
            {
                return value.Type;
            }
        }

        return null;
    }

    /// <summary>The secret that a call into the browser's storage reads or writes: by its key, or by the name of the value that it is given.</summary>
    private static string? Stored(IInvocationOperation call)
    {
        var values = call.Arguments.SelectMany(argument => SecretValues.Unwrap(argument.Value) switch
        {
            IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
            ICollectionExpressionOperation collection => collection.Elements,
            var value => ImmutableArray.Create(value),
        }).ToList();
        var function = values.FindIndex(value => IsStorage(SecretValues.Constant(value)));
        return function < 0 ? null : values.Skip(function + 1).Select(NameOf).FirstOrDefault(name => name is not null);

        static string? NameOf(IOperation value) =>
            SecretValues.Constant(value) is { } key ? IsSecretKey(key) ? key : null
            : SecretValues.Unwrap(value) switch
            {
                IMemberReferenceOperation member => member.Member.Name,
                ILocalReferenceOperation local => local.Local.Name,
                IParameterReferenceOperation parameter => parameter.Parameter.Name,
                _ => null,
            } is { } name && SecretNames.IsSecret(name) ? name
            : null;
    }

    /// <summary>The browser's own two stores; what is taken out of them does no harm.</summary>
    private static bool IsStorage(string? function) =>
        function is not null
        && (function.EndsWith("Storage.getItem", StringComparison.Ordinal) || function.EndsWith("Storage.setItem", StringComparison.Ordinal))
        && (function.IndexOf("local", StringComparison.Ordinal) >= 0 || function.IndexOf("session", StringComparison.Ordinal) >= 0);

    private static bool IsSecretKey(string key)
    {
        if (!SecretNames.MayBeSecret(key))
        {
            return false;
        }

        var last = key.Substring(key.LastIndexOfAny(s_separators) + 1);

        // "Auth:Client:Secret", and the "credentials:secret" of Keycloak.
        var isSecret = SecretNames.IsSecret(last) || (last.Length < key.Length && string.Equals(last, "secret", StringComparison.OrdinalIgnoreCase)
            && (SecretNames.IsClientSecret(key) || SecretNames.Words(key) is var words && words.Count > 1 && words[words.Count - 2] is "credentials"));
        return isSecret && !last.Any(char.IsWhiteSpace);
    }

    private static void ReportKey(OperationContext context, ProjectContext project, string key) =>
        ReportAt(context, project, key, SecretNames.Join(key).StartsWith("numberverify", StringComparison.Ordinal));

    private static void ReportAt(OperationContext context, ProjectContext project, string name, bool isOurs) => context.ReportDiagnostic(Make(
        Descriptors.SecretReadInFrontend,
        project,
        RazorLocations.Place(context.Operation.Syntax, context.Options, context.CancellationToken),
        FixProperties.Remove,
        [name, project.Description],
        isOurs ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning));

    private sealed class Symbols(Compilation compilation)
    {
        private const int Depth = 4;

        private readonly INamedTypeSymbol? _configuration = compilation.GetTypeByMetadataName("Microsoft.Extensions.Configuration.IConfiguration");
        private readonly INamedTypeSymbol? _ourOptions = compilation.GetTypeByMetadataName("NumberVerify.NumberVerifyClientOptions");
        private readonly INamedTypeSymbol? _ourExtensions = compilation.GetTypeByMetadataName("Microsoft.Extensions.DependencyInjection.NumberVerifyServiceCollectionExtensions");
        private readonly ImmutableHashSet<ISymbol> _keyReaders = Resolve(compilation, KnownSinks.KeyReaders);
        private readonly ImmutableHashSet<ISymbol> _binders = Resolve(compilation, KnownSinks.Binders);
        private readonly ImmutableHashSet<ISymbol> _fileReaders = Resolve(compilation, KnownSinks.FileReaders);
        private readonly ImmutableHashSet<ISymbol> _scriptCalls = KnownSinks.ScriptRuntimes.SelectMany(name => compilation.GetTypesByMetadataName(name)).ToImmutableHashSet<ISymbol>(SymbolEqualityComparer.Default);
        private readonly HashSet<string> _names = new(KnownSinks.KeyReaders.Concat(KnownSinks.Binders).Concat(KnownSinks.FileReaders).Select(pair => pair.Method).Concat(["FromEnvironment", "AddNumberVerify"]), StringComparer.Ordinal);

        /// <summary>The cheap question before those by symbol.</summary>
        public bool MayKnow(IMethodSymbol method) => _names.Contains(method.Name) || IsScriptCall(method.ReducedFrom ?? method);

        public bool IsConfiguration(ITypeSymbol? type) =>
            type is not null && _configuration is not null
            && (SymbolEqualityComparer.Default.Equals(type, _configuration) || type.AllInterfaces.Contains(_configuration, SymbolEqualityComparer.Default));

        public bool IsAppSettings(IOperation? instance) =>
            instance is IPropertyReferenceOperation { Property: { Name: "AppSettings", ContainingType: { Name: "ConfigurationManager", ContainingNamespace: { Name: "Configuration", ContainingNamespace.Name: "System" } } } };

        public bool IsKeyReader(IMethodSymbol method) => _keyReaders.Contains(method.OriginalDefinition) || (method.Name is "GetSection" && IsConfiguration(method.ContainingType));

        public bool IsBinder(IMethodSymbol method) => _binders.Contains(method.OriginalDefinition);

        public bool IsFileReader(IMethodSymbol method) => _fileReaders.Contains(method.OriginalDefinition);

        public bool IsScriptCall(IMethodSymbol method) => method.Name.StartsWith("Invoke", StringComparison.Ordinal) && _scriptCalls.Contains(method.ContainingType);

        public bool IsOurOptions(ITypeSymbol type) => SymbolEqualityComparer.Default.Equals(type, _ourOptions);

        /// <summary>Our own readers, which take the whole section.</summary>
        public bool IsOurReader(IMethodSymbol method) =>
            (method.Name is "FromEnvironment" && IsOurOptions(method.ContainingType))
            || (method.Name is "AddNumberVerify" && SymbolEqualityComparer.Default.Equals(method.ContainingType, _ourExtensions) && method.Parameters.Any(parameter => IsConfiguration(parameter.Type)));

        /// <summary>The first member, named with its type, that a binder would fill with a secret.</summary>
        public string? FindSecret(ITypeSymbol type) => FindSecret(type, Depth, new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default));

        private static string? FindSecret(ITypeSymbol type, int depth, HashSet<ITypeSymbol> seen)
        {
            if (depth == 0 || type.SpecialType is not SpecialType.None || !seen.Add(type))
            {
                return null;
            }

            if (type is IArrayTypeSymbol array)
            {
                return FindSecret(array.ElementType, depth, seen);
            }

            if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface } named)
            {
                return null;
            }

            foreach (var argument in named.TypeArguments)
            {
                if (FindSecret(argument, depth - 1, seen) is { } found)
                {
                    return found;
                }
            }

            if (IsSystem(named))
            {
                return null;
            }

            for (var current = named; current is not null && current.SpecialType is SpecialType.None; current = current.BaseType)
            {
                foreach (var member in current.GetMembers())
                {
                    if (member is not IPropertySymbol { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public } property)
                    {
                        continue;
                    }

                    if (property.Type.SpecialType is SpecialType.System_String && property.SetMethod is not null && SecretNames.IsSecret(property.Name))
                    {
                        return $"{current.Name}.{property.Name}";
                    }

                    if (FindSecret(property.Type, depth - 1, seen) is { } found)
                    {
                        return found;
                    }
                }
            }

            return null;
        }

        private static bool IsSystem(INamedTypeSymbol type)
        {
            var space = type.ContainingNamespace;
            while (space is { ContainingNamespace.IsGlobalNamespace: false })
            {
                space = space.ContainingNamespace;
            }

            return space is { Name: "System" };
        }

        private static ImmutableHashSet<ISymbol> Resolve(Compilation compilation, ImmutableArray<(string Type, string Method)> table)
        {
            var found = ImmutableHashSet.CreateBuilder<ISymbol>(SymbolEqualityComparer.Default);
            foreach (var (typeName, methodName) in table)
            {
                foreach (var type in compilation.GetTypesByMetadataName(typeName))
                {
                    found.UnionWith(type.GetMembers(methodName).OfType<IMethodSymbol>());
                }
            }

            return found.ToImmutable();
        }
    }
}
