using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace NumberVerify.Analyzers;

/// <summary>NV2003: a session or its access token kept where it outlives the one call it is good for.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TokenStoredAnalyzer : NumberVerifyAnalyzer
{
    /// <summary>Whatever of these types takes a value keeps it.</summary>
    private static readonly ImmutableArray<string> s_stores =
    [
        "Microsoft.Extensions.Caching.Memory.IMemoryCache",
        "Microsoft.Extensions.Caching.Memory.CacheExtensions",
        "Microsoft.Extensions.Caching.Distributed.IDistributedCache",
        "Microsoft.Extensions.Caching.Distributed.DistributedCacheExtensions",
        "Microsoft.Extensions.Caching.Hybrid.HybridCache",
        "Microsoft.AspNetCore.Http.ISession",
        "Microsoft.AspNetCore.Http.SessionExtensions",
        "Microsoft.AspNetCore.Http.IResponseCookies",
        "Microsoft.Maui.Storage.Preferences",
        "Microsoft.Maui.Storage.IPreferences",
        "Microsoft.Maui.Storage.SecureStorage",
        "Microsoft.Maui.Storage.ISecureStorage",
        "Blazored.LocalStorage.ILocalStorageService",
        "Blazored.SessionStorage.ISessionStorageService",
        "System.Runtime.Caching.ObjectCache",
        "System.Runtime.Caching.MemoryCache",
    ];

    /// <summary>What a token goes through and is still one.</summary>
    private static readonly ImmutableHashSet<string> s_encodings = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Serialize", "SerializeToUtf8Bytes", "GetBytes", "Concat", "Format", "Protect", "ToBase64String", "FromResult", "Encrypt");

    /// <summary>What makes a service of a value that lives as long as the program.</summary>
    private static readonly ImmutableHashSet<string> s_singletons = ImmutableHashSet.Create(
        StringComparer.Ordinal, "AddSingleton", "TryAddSingleton", "AddKeyedSingleton", "TryAddKeyedSingleton", "Singleton", "KeyedSingleton");

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.TokenStored];

    private protected override bool AppliesTo(ProjectContext project) => true;

    private protected override void Start(CompilationStartAnalysisContext context, ProjectContext project)
    {
        var compilation = context.Compilation;
        if (compilation.GetTypeByMetadataName("NumberVerify.Session") is not { } session)
        {
            return;
        }

        var stores = s_stores.SelectMany(name => compilation.GetTypesByMetadataName(name)).ToImmutableHashSet<ISymbol>(SymbolEqualityComparer.Default);
        var files = new FileOperations(context, static topics => (topics & Topics.Session) != 0, static _ => true);
        files.RegisterOperationAction(
            operation =>
            {
                var assignment = (IAssignmentOperation)operation.Operation;
                if (MayBeToken(assignment.Value) && Target(assignment.Target) is { } member)
                {
                    Check(operation, project, session, assignment.Value, assignment.Syntax, member);
                }
            },
            OperationKind.SimpleAssignment,
            OperationKind.CoalesceAssignment);
        files.RegisterOperationAction(
            operation =>
            {
                var initializer = (ISymbolInitializerOperation)operation.Operation;
                ISymbol? symbol = initializer is IFieldInitializerOperation field ? field.InitializedFields.FirstOrDefault() : ((IPropertyInitializerOperation)initializer).InitializedProperties.FirstOrDefault();
                if (symbol is not null && MayBeToken(initializer.Value) && IsLongLived(symbol))
                {
                    Check(operation, project, session, initializer.Value, initializer.Value.Syntax, Name(symbol));
                }
            },
            OperationKind.FieldInitializer,
            OperationKind.PropertyInitializer);
        files.RegisterOperationAction(
            operation =>
            {
                var argument = (IArgumentOperation)operation.Operation;
                if (argument is { ArgumentKind: ArgumentKind.Explicit, Parent: IInvocationOperation call } && MayBeToken(argument.Value))
                {
                    if (Keeps(call, stores) is { } store)
                    {
                        Check(operation, project, session, argument.Value, argument.Syntax, store);
                    }
                    else if (IsSingleton(call.TargetMethod))
                    {
                        Check(operation, project, session, Made(argument.Value), argument.Syntax, Name(call.TargetMethod));
                    }
                }
            },
            OperationKind.Argument);
    }

    /// <summary>The cheap question.</summary>
    private static bool MayBeToken(IOperation value) => !value.ConstantValue.HasValue;

    /// <summary>The member that an assignment leaves its value in for long, or null.</summary>
    private static string? Target(IOperation target) => target switch
    {
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: IMemberReferenceOperation { Member: (IFieldSymbol or IPropertySymbol) and var member } instance } when IsCollection(instance.Type) => Name(member),
        IMemberReferenceOperation { Member: (IFieldSymbol or IPropertySymbol) and var member } when IsLongLived(member) || IsEntity(member.ContainingType) => Name(member),
        _ => null,
    };

    /// <summary>The store that a call puts its arguments into, or null.</summary>
    private static string? Keeps(IInvocationOperation call, ImmutableHashSet<ISymbol> stores)
    {
        var method = call.TargetMethod;
        if (stores.Contains(method.ContainingType.OriginalDefinition))
        {
            return method.Name.StartsWith("Set", StringComparison.Ordinal) || method.Name.StartsWith("Append", StringComparison.Ordinal) || method.Name.StartsWith("Add", StringComparison.Ordinal) ? Name(method) : null;
        }

        return method.Name is "Add" or "TryAdd" or "AddOrUpdate" or "GetOrAdd" or "TryUpdate" or "Enqueue" or "Push"
            && call.Instance is IMemberReferenceOperation { Member: (IFieldSymbol or IPropertySymbol) and var member } instance
            && IsCollection(instance.Type)
            ? Name(member)
            : null;
    }

    private static bool IsSingleton(IMethodSymbol method) =>
        s_singletons.Contains(method.Name) && method.ContainingNamespace is { Name: "DependencyInjection" or "Extensions", ContainingNamespace.Name: "Extensions" or "DependencyInjection" };

    /// <summary>The service itself, where a factory returns it; the session in it, where it is only the session's box.</summary>
    private static IOperation Made(IOperation value)
    {
        value = SecretValues.Unwrap(value);
        if (value is IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Body.Operations: { Length: 1 } statements } } && statements[0] is IReturnOperation { ReturnedValue: { } returned })
        {
            value = SecretValues.Unwrap(returned);
        }

        return value is IObjectCreationOperation { Arguments: { Length: 1 } arguments } ? arguments[0].Value : value;
    }

    private static bool IsLongLived(ISymbol member) => member.IsStatic || member.ContainingType.AllInterfaces.Any(type => type is { Name: "IHostedService", ContainingNamespace.Name: "Hosting" });

    /// <summary>A collection held by a field or property is a cache, whoever holds it.</summary>
    private static bool IsCollection(ITypeSymbol? type) => type is { ContainingNamespace: { } space } && space.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal);

    /// <summary>A type that is mapped to a table.</summary>
    private static bool IsEntity(INamedTypeSymbol type) =>
        type.GetAttributes().Any(data => data.AttributeClass is { Name: "TableAttribute" })
        || type.GetMembers().Any(member => member is IPropertySymbol && member.GetAttributes().Any(data => data.AttributeClass is { Name: "KeyAttribute" }));

    private static string Name(ISymbol member) => $"{member.ContainingType.Name}.{member.Name}";

    private static void Check(OperationContext context, ProjectContext project, INamedTypeSymbol session, IOperation value, SyntaxNode syntax, string member)
    {
        if (IsToken(TracedValue.Of(value), session))
        {
            Report(context, Descriptors.TokenStored, project, syntax, fix: null, member, project.Description);
        }
    }

    private static bool IsToken(TracedValue value, INamedTypeSymbol session) => value.Origins(operation => IsSession(operation, session)).Any(origin => IsSession(origin.Operation, session) || origin.Operation switch
    {
        IInterpolatedStringOperation interpolated => interpolated.Parts.OfType<IInterpolationOperation>().Any(hole => IsAccessToken(origin.Part(hole.Expression), session)),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => IsAccessToken(origin.Part(sum.LeftOperand), session) || IsAccessToken(origin.Part(sum.RightOperand), session),
        IInvocationOperation call when s_encodings.Contains(call.TargetMethod.Name) => call.Arguments.Any(argument => IsToken(origin.Part(argument.Value), session)),
        _ => false,
    });

    /// <summary>A session's text form holds no token; what is put together must hold the token itself.</summary>
    private static bool IsAccessToken(TracedValue value, INamedTypeSymbol session) => value.Operation.Type?.SpecialType is SpecialType.System_String && IsToken(value, session);

    /// <summary>A session, the promise of one, or its token; nothing that is null.</summary>
    private static bool IsSession(IOperation operation, INamedTypeSymbol session)
    {
        if (operation.ConstantValue.HasValue || operation is IDefaultValueOperation)
        {
            return false;
        }

        var type = operation.Type is INamedTypeSymbol { Name: "Task" or "ValueTask" or "Lazy", TypeArguments: { Length: 1 } arguments } ? arguments[0] : operation.Type;
        return SymbolEqualityComparer.Default.Equals(type, session)
            || operation is IPropertyReferenceOperation { Property: { Name: "AccessToken", ContainingType: var owner } } && SymbolEqualityComparer.Default.Equals(owner, session);
    }
}
