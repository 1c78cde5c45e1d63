using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace NumberVerify.Analyzers;

/// <summary>NV2007: a code redeemed by the short form of ForUser in a method that compares no state with it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CallbackNotComparedAnalyzer : NumberVerifyAnalyzer
{
    private static readonly ImmutableHashSet<string> s_comparisons = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Equals", "Compare", "CompareOrdinal", "CompareTo", "FixedTimeEquals", "SequenceEqual", "SequenceCompareTo");

    /// <summary>Finding a request by the callback's state is comparing it.</summary>
    private static readonly ImmutableHashSet<string> s_lookups = ImmutableHashSet.Create(
        StringComparer.Ordinal, "try", "remove", "contains", "find", "take", "pop", "consume", "redeem", "load", "get", "single", "first", "unprotect");

    private static readonly ImmutableHashSet<string> s_checks = ImmutableHashSet.Create(
        StringComparer.Ordinal, "validate", "validates", "verify", "verifies", "check", "checks", "compare", "compares", "match", "matches", "ensure", "assert", "require", "guard", "valid", "invalid", "same", "equal", "equals");

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.CallbackNotCompared];

    private protected override bool AppliesTo(ProjectContext project) => true;

    private protected override void Start(CompilationStartAnalysisContext context, ProjectContext project)
    {
        var compilation = context.Compilation;
        if (compilation.GetTypeByMetadataName(OwnApi.Client) is not { } client)
        {
            return;
        }

        var request = compilation.GetTypeByMetadataName(OwnApi.Request);
        var response = compilation.GetTypeByMetadataName(OwnApi.Response);
        var files = new FileOperations(context, static topics => (topics & Topics.User) != 0);
        files.RegisterOperationAction(
            operation =>
            {
                var call = (IInvocationOperation)operation.Operation;
                if (IsForUser(call, client)
                    && call.TargetMethod.Parameters[0].Type.SpecialType is SpecialType.System_String
                   
                    && !IsCompared(call, client, request, response))
                {
                    Report(operation, Descriptors.CallbackNotCompared, project, call.Syntax, DiagnosticIds.CallbackNotCompared, $"{client.Name}.{call.TargetMethod.Name}", project.Description);
                }
            },
            OperationKind.Invocation);
    }

    private static bool IsForUser(IInvocationOperation call, INamedTypeSymbol client) =>
        call.TargetMethod is { Name: "ForUser", Parameters.Length: > 0 } method && OwnApi.Is(method.ContainingType, client);

    private static bool IsCompared(IInvocationOperation call, INamedTypeSymbol client, INamedTypeSymbol? request, INamedTypeSymbol? response)
    {
        var root = TracedValue.Root(call);
        var states = StateLocals(root);
        return root.Descendants().Any(operation => IsEvidence(operation) && Covers(operation, call));

        bool IsEvidence(IOperation operation) => operation switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } binary => Compares([binary.LeftOperand, binary.RightOperand]),
            IInvocationOperation other when other != call => IsCheck(other),
            IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: { Length: 1 } arguments } => IsState(arguments[0].Value) && arguments[0].Value.ConstantValue is { HasValue: false },
            _ => false,
        };

        bool Compares(IEnumerable<IOperation> operands)
        {
            var values = operands.Where(operand => !SecretValues.Unwrap(operand).ConstantValue.HasValue && operand.Type?.TypeKind is not TypeKind.Enum && !SecretValues.IsNothing(operand)).ToList();
            return values.Count >= 2 && values.Any(IsState);
        }

        bool IsCheck(IInvocationOperation other)
        {
            var name = other.TargetMethod.Name;
            if (IsForUser(other, client))
            {
                return other.TargetMethod.Parameters[0].Type.SpecialType is not SpecialType.System_String;
            }

            var values = other.Arguments.Select(argument => argument.Value).ToList();
            if (values.Any(value => OwnApi.Is(SecretValues.Unwrap(value).Type, request)) && values.Any(value => OwnApi.Is(SecretValues.Unwrap(value).Type, response)))
            {
                return true;
            }

            if (s_comparisons.Contains(name))
            {
                return Compares(other.Instance is { } instance ? values.Prepend(instance) : values);
            }

            var words = SecretNames.Words(name);
            var takesState = values.Any(value => !SecretValues.Unwrap(value).ConstantValue.HasValue && IsState(value));
            return words.Exists(s_checks.Contains) ? takesState || words.Contains("state") : takesState && words.Count > 0 && s_lookups.Contains(words[0]);
        }

        bool IsState(IOperation value) => value.DescendantsAndSelf().Any(part => NamesState(part, states));
    }

    /// <summary>Locals that hold a state under another name.</summary>
    private static HashSet<ISymbol> StateLocals(IOperation root)
    {
        var states = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var operation in root.Descendants())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator when IsText(declarator.Symbol.Type) && declarator.GetVariableInitializer() is { } initializer && Names(initializer.Value):
                    states.Add(declarator.Symbol);
                    break;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation local } assignment when IsText(local.Local.Type) && Names(assignment.Value):
                    states.Add(local.Local);
                    break;
                case IIsPatternOperation pattern when Names(pattern.Value):
                    foreach (var inner in pattern.Pattern.DescendantsAndSelf())
                    {
                        if (inner is IDeclarationPatternOperation { DeclaredSymbol: { } declared })
                        {
                            states.Add(declared);
                        }
                        else if (inner is IRecursivePatternOperation { DeclaredSymbol: { } whole })
                        {
                            states.Add(whole);
                        }
                    }

                    break;
            }
        }

        return states;

        bool Names(IOperation value) => value.DescendantsAndSelf().Any(part => NamesState(part, states));
    }

    private static bool NamesState(IOperation operation, HashSet<ISymbol> states) => operation switch
    {
        ILocalReferenceOperation local => states.Contains(local.Local) || (IsText(local.Type) && IsStateName(local.Local.Name)),
        IParameterReferenceOperation parameter => IsText(parameter.Type) && IsStateName(parameter.Parameter.Name),
        IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member => IsText(member.Type) && IsStateName(member.Member.Name),
        IInvocationOperation call => IsText(call.Type) && IsStateName(call.TargetMethod.Name),
        ILiteralOperation { ConstantValue: { HasValue: true, Value: string text } } => text.Length < 64 && text.IndexOf(' ') < 0 && IsStateName(text),
        _ => false,
    };

    /// <summary>The last word is state: <c>state</c>, <c>ExpectedState</c>, <c>oauth_state</c>.</summary>
    private static bool IsStateName(string name) =>
        name.IndexOf("state", StringComparison.OrdinalIgnoreCase) >= 0
        && SecretNames.Words(name) is { Count: > 0 } words
        && (words[words.Count - 1] is "state" || (words.Count > 1 && words[words.Count - 2] is "state" && words[words.Count - 1] is "value" or "bytes" or "parameter" or "cookie" or "token" or "hash" or "async"));

    /// <summary>An object or an enumeration of that name is another kind of state.</summary>
    private static bool IsText(ITypeSymbol? type) => type switch
    {
        { SpecialType: SpecialType.System_String } or IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte or SpecialType.System_Char } => true,
        INamedTypeSymbol { Name: "StringValues" or "ReadOnlySpan" or "Span" or "ReadOnlyMemory" or "Guid" } => true,
        INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: { Length: 1 } arguments } => IsText(arguments[0]),
        _ => false,
    };

    /// <summary>Whether the comparison is in a function around the call, and in no branch that excludes it.</summary>
    private static bool Covers(IOperation comparison, IOperation call)
    {
        var around = new HashSet<IOperation>();
        for (var ancestor = call; ancestor is not null; ancestor = ancestor.Parent)
        {
            around.Add(ancestor);
        }

        if (TracedValue.FunctionAround(comparison) is { } function && !around.Contains(function))
        {
            return false;
        }

        for (var (child, parent) = (comparison, comparison.Parent); parent is not null; (child, parent) = (parent, parent.Parent))
        {
            if (around.Contains(parent))
            {
                return parent switch
                {
                    IConditionalOperation conditional => child == conditional.Condition || around.Contains(child) || around.Contains(conditional.Condition),
                    ISwitchOperation choice => child is not ISwitchCaseOperation || around.Contains(child) || around.Contains(choice.Value),
                    ISwitchExpressionOperation => child is not ISwitchExpressionArmOperation || around.Contains(child),
                    _ => true,
                };
            }
        }

        return true;
    }
}
