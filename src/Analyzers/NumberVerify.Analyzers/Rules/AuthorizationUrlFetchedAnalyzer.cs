using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace NumberVerify.Analyzers;

/// <summary>NV2006: the result of GetAuthUrl given to an HTTP client, where the device itself has to open it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AuthorizationUrlFetchedAnalyzer : NumberVerifyAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.AuthorizationUrlFetched];

    private protected override bool AppliesTo(ProjectContext project) => true;

    private protected override void Start(CompilationStartAnalysisContext context, ProjectContext project)
    {
        var compilation = context.Compilation;
        var sources = ImmutableHashSet.CreateBuilder<ISymbol>(SymbolEqualityComparer.Default);
        sources.UnionWith(compilation.GetTypesByMetadataName(OwnApi.Client));

        // An app on a phone may send the request itself, over mobile data; a server and a page's script cannot.
        if (project.Kind is ProjectKind.Backend || project.IsBrowser)
        {
            sources.UnionWith(compilation.GetTypesByMetadataName(OwnApi.FrontendClient));
        }

        // A program with the operator simulator in it plays the device.
        if (sources.Count == 0 || compilation.ReferencedAssemblyNames.Any(assembly => assembly.Name == OwnApi.Simulator))
        {
            return;
        }

        var urls = sources.OfType<INamedTypeSymbol>().ToImmutableArray();
        var clients = KnownSinks.HttpClients.SelectMany(name => compilation.GetTypesByMetadataName(name)).ToImmutableHashSet<ISymbol>(SymbolEqualityComparer.Default);
        var files = new FileOperations(context, static topics => (topics & Topics.Url) != 0, static _ => true);
        files.RegisterOperationAction(
            operation =>
            {
                var argument = (IArgumentOperation)operation.Operation;

                // A function pointer's parameters belong to a method without a type.
                if (argument.Parameter is { ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.PropertySet, ContainingType: { } owner } method, OriginalDefinition.Type: var type }
                    && IsUrl(type)
                    && clients.Contains(owner.OriginalDefinition))
                {
                    Check(operation, project, urls, argument.Value, method);
                }
            },
            OperationKind.Argument);
        files.RegisterOperationAction(
            operation =>
            {
                var assignment = (ISimpleAssignmentOperation)operation.Operation;
                if (assignment.Target is IPropertyReferenceOperation { Property: { Name: "RequestUri" or "BaseAddress" or "Resource" } property } && clients.Contains(property.ContainingType))
                {
                    Check(operation, project, urls, assignment.Value, property);
                }
            },
            OperationKind.SimpleAssignment);
    }

    private static bool IsUrl(ITypeSymbol type) => type.SpecialType is SpecialType.System_String || type is { Name: "Uri" };

    private static void Check(OperationContext context, ProjectContext project, ImmutableArray<INamedTypeSymbol> urls, IOperation value, ISymbol member)
    {
        if (IsAuthUrl(TracedValue.Of(value), urls))
        {
            var name = member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? member.ContainingType.Name : $"{member.ContainingType.Name}.{member.Name}";
            Report(context, Descriptors.AuthorizationUrlFetched, project, value.Syntax, fix: null, name, project.Description);
        }
    }

    private static bool IsAuthUrl(TracedValue value, ImmutableArray<INamedTypeSymbol> urls) => value.Origins().Any(origin => origin.Operation switch
    {
        IInvocationOperation { TargetMethod.Name: "GetAuthUrl" or "GetAuthUrlAsync" } call => urls.Any(type => OwnApi.Is(call.TargetMethod.ContainingType, type)),
        IInvocationOperation { TargetMethod.Name: "ToString" or "Trim", Instance: { } instance } => IsAuthUrl(origin.Part(instance), urls),
        IAwaitOperation awaited => IsAuthUrl(origin.Part(awaited.Operation), urls),
        IPropertyReferenceOperation { Property.Name: "AbsoluteUri" or "OriginalString", Instance: { } instance } => IsAuthUrl(origin.Part(instance), urls),
        IObjectCreationOperation { Type.Name: "Uri", Arguments: { Length: > 0 } arguments } => IsAuthUrl(origin.Part(arguments[0].Value), urls),
        IInterpolatedStringOperation { Parts: { Length: > 0 } parts } => parts[0] is IInterpolationOperation first && IsAuthUrl(origin.Part(first.Expression), urls),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => IsAuthUrl(origin.Part(sum.LeftOperand), urls),
        _ => false,
    });
}
