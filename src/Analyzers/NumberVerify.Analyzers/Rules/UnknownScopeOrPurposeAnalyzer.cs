using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace NumberVerify.Analyzers;

/// <summary>NV2005: a constant scope or purpose that no operator knows. The fix is the text as it was meant, carried by the diagnostic.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnknownScopeOrPurposeAnalyzer : NumberVerifyAnalyzer
{
    private enum Place
    {
        None,
        Scope,
        Profile,
        Purpose,
    }

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.UnknownScopeOrPurpose];

    private protected override bool AppliesTo(ProjectContext project) => true;

    private protected override void Start(CompilationStartAnalysisContext context, ProjectContext project)
    {
        var files = new FileOperations(context, static topics => (topics & Topics.Scope) != 0);
        files.RegisterOperationAction(
            operation =>
            {
                var assignment = (ISimpleAssignmentOperation)operation.Operation;
                switch (assignment.Target)
                {
                    case IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: { Length: 1 } arguments } when IsScopeKey(arguments[0].Value):
                        Check(operation, project, Place.Scope, "scope", assignment.Value);
                        break;
                    case IMemberReferenceOperation { Member: var member }:
                        if (PlaceOf(member) is not Place.None and var place)
                        {
                            Check(operation, project, place, $"{member.ContainingType.Name}.{member.Name}", assignment.Value);
                        }

                        break;
                    case ILocalReferenceOperation { Local: var local }:
                        Check(operation, project, PlaceOf(local), local.Name, assignment.Value);
                        break;
                }
            },
            OperationKind.SimpleAssignment);
        files.RegisterOperationAction(operation => Argument(operation, project), OperationKind.Argument);
        files.RegisterOperationAction(
            operation =>
            {
                var initializer = (ISymbolInitializerOperation)operation.Operation;
                var symbol = initializer switch
                {
                    IFieldInitializerOperation field => field.InitializedFields.FirstOrDefault(),
                    IPropertyInitializerOperation property => property.InitializedProperties.FirstOrDefault(),
                    IParameterInitializerOperation parameter => parameter.Parameter,
                    IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol,
                    _ => (ISymbol?)null,
                };
                if (symbol is not null)
                {
                    Check(operation, project, PlaceOf(symbol), symbol.Name, initializer.Value);
                }
            },
            OperationKind.FieldInitializer,
            OperationKind.PropertyInitializer,
            OperationKind.ParameterInitializer,
            OperationKind.VariableInitializer);
    }

    private static void Argument(OperationContext context, ProjectContext project)
    {
        var argument = (IArgumentOperation)context.Operation;
        if (argument is not { ArgumentKind: ArgumentKind.Explicit or ArgumentKind.ParamArray, Parameter: { } parameter } || argument.Parent is IPropertyReferenceOperation)
        {
            return;
        }

        if (PlaceOf(parameter) is not Place.None and var place)
        {
            Check(context, project, place, parameter.Name, argument.Value);
        }
        else if (argument.Parent is IInvocationOperation { TargetMethod.Name: "Add" or "AddRange" or "UnionWith", Instance: IMemberReferenceOperation { Member: var list } } && PlaceOf(list) is Place.Scope)
        {
            Check(context, project, Place.Scope, $"{list.ContainingType.Name}.{list.Name}", argument.Value);
        }
        else if (parameter.Ordinal > 0 && KeyBefore(argument) is { } key && IsScopeKey(key))
        {
            Check(context, project, Place.Scope, "scope", argument.Value);
        }
    }

    /// <summary>The name that goes with a value: <c>Add("scope", value)</c>, <c>new KeyValuePair("scope", value)</c>.</summary>
    private static IOperation? KeyBefore(IArgumentOperation argument)
    {
        var arguments = argument.Parent switch
        {
            IInvocationOperation call => call.Arguments,
            IObjectCreationOperation creation => creation.Arguments,
            _ => [],
        };
        var ordinal = argument.Parameter!.Ordinal - 1;
        foreach (var other in arguments)
        {
            if (other.Parameter?.Ordinal == ordinal)
            {
                return other.Value;
            }
        }

        return null;
    }

    private static bool IsScopeKey(IOperation value) => SecretValues.Constant(value) is "scope";

    private static Place PlaceOf(ISymbol symbol)
    {
        if (symbol is IPropertySymbol { Name: "Purpose", ContainingType: { Name: "NumberVerifyClientOptions", ContainingNamespace.Name: "NumberVerify" } })
        {
            return Place.Purpose;
        }

        // The names of lists and texts: scope, Scopes, DefaultScope, scope_list.
        return symbol.Name.IndexOf("scope", StringComparison.OrdinalIgnoreCase) >= 0 && SecretNames.Words(symbol.Name).Exists(word => word is "scope" or "scopes")
            ? IsProfile(symbol.ContainingType) ? Place.Profile : Place.Scope
            : Place.None;
    }

    /// <summary>A type that says how one operator, or one release of the API, departs from the others: ours, or a program's own table.</summary>
    private static bool IsProfile(INamedTypeSymbol? type) => type is not null && SecretNames.Words(type.Name) is { Count: > 0 } words && words[words.Count - 1] is "profile" or "profiles" or "release" or "releases";

    private static void Check(OperationContext context, ProjectContext project, Place place, string member, IOperation value)
    {
        if (place is Place.None)
        {
            return;
        }

        foreach (var (operation, text) in Texts(value))
        {
            var fault = place is Place.Purpose ? ScopeSpelling.OfPurpose(text)
                : ScopeSpelling.Concerns(text) ? ScopeSpelling.OfScopes(text, place is Place.Profile)
                : null;
            if (fault is not null)
            {
                var fix = operation.Syntax.IsKind(SyntaxKind.StringLiteralExpression) ? fault.Meant : null;
                var remedy = fault.Meant is { } meant ? $"write {meant}" : "name one purpose of the W3C Data Privacy Vocabulary and one scope of the API";
                Report(context, Descriptors.UnknownScopeOrPurpose, project, operation.Syntax, fix, member, fault.What, project.Description, remedy);
            }
        }
    }

    private static IEnumerable<(IOperation Operation, string Text)> Texts(IOperation value)
    {
        var operation = SecretValues.Unwrap(value);
        if (operation.ConstantValue is { HasValue: true } constant)
        {
            // A constant that is named a scope is reported where it is declared.
            var isReported = (operation as IMemberReferenceOperation)?.Member ?? (ISymbol?)(operation as ILocalReferenceOperation)?.Local;
            return constant.Value is string text && !(isReported is { DeclaringSyntaxReferences.Length: > 0 } && PlaceOf(isReported) is not Place.None) ? [(operation, text)] : [];
        }

        return operation switch
        {
            ICoalesceOperation coalesce => Texts(coalesce.Value).Concat(Texts(coalesce.WhenNull)),
            IConditionalOperation { WhenFalse: { } whenFalse } conditional => Texts(conditional.WhenTrue).Concat(Texts(whenFalse)),
            ISwitchExpressionOperation choice => choice.Arms.SelectMany(arm => Texts(arm.Value)),
            IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues.SelectMany(Texts),
            IArrayInitializerOperation initializer => initializer.ElementValues.SelectMany(Texts),
            ICollectionExpressionOperation collection => collection.Elements.SelectMany(Texts),
            IObjectCreationOperation { Initializer: { } list } => list.Initializers.OfType<IInvocationOperation>().SelectMany(add => add.Arguments).SelectMany(argument => Texts(argument.Value)),
            IInvocationOperation { TargetMethod: { Name: "Join", ContainingType.SpecialType: SpecialType.System_String } } join => join.Arguments.Skip(1).SelectMany(argument => Texts(argument.Value)),
            IInvocationOperation { TargetMethod.Name: "Split", Instance: { } split } => Texts(split),
            // A word with a hole in it is not judged.
            IInterpolatedStringOperation interpolated => [(operation, TextWithHoles.Of(interpolated))],
            _ => [],
        };
    }
}
