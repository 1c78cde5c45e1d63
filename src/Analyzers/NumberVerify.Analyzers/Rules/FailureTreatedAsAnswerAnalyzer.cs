using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace NumberVerify.Analyzers;

/// <summary>NV2001: a verification whose failure, or whose missing answer, counts as "verified", and one whose answer nobody reads.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FailureTreatedAsAnswerAnalyzer : NumberVerifyAnalyzer
{
    private const string Flag = "DevicePhoneNumberVerified";
    private const string Unread = "is called and its answer is not read";
    private const string MissingIsTrue = "counts a missing answer as verified";
    private const string FailureIsTrue = "fails, and the catch goes on as if the number were verified,";
    private const string ReadRemedy = "both values of DevicePhoneNumberVerified are answers: read it before going on";
    private const string MissingRemedy = "let it count as not verified, or as a failure";
    private const string FailureRemedy = "a failure is no answer: let the exception go on, or offer another way to verify";

    private static readonly string[] s_logVerbs = ["Log", "Write", "Trace", "Debug", "Info", "Warn", "Error", "Fatal", "Capture", "Record", "ToString"];

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.FailureTreatedAsAnswer];

    private protected override bool AppliesTo(ProjectContext project) => true;

    private protected override void Start(CompilationStartAnalysisContext context, ProjectContext project)
    {
        var compilation = context.Compilation;
        if (compilation.GetTypeByMetadataName(OwnApi.UserClient) is not { } client || compilation.GetTypeByMetadataName(OwnApi.VerifyResponse) is not { } response)
        {
            return;
        }

        var files = new FileOperations(context, static topics => (topics & Topics.Verification) != 0, static _ => true);
        files.RegisterOperationAction(
            operation =>
            {
                var call = (IInvocationOperation)operation.Operation;
                if (call.TargetMethod.Name is "GetValueOrDefault")
                {
                    if (call.Arguments.Length == 1 && IsConstant(call.Arguments[0].Value, true) && IsFlag(call.Instance, response))
                    {
                        Missing(operation, project);
                    }
                }
                else if (IsVerification(call, client))
                {
                    Verification(operation, project, call, response);
                }
            },
            OperationKind.Invocation);
        files.RegisterOperationAction(
            operation =>
            {
                var coalesce = (ICoalesceOperation)operation.Operation;
                if (IsConstant(coalesce.WhenNull, true) && IsFlag(coalesce.Value, response))
                {
                    Missing(operation, project);
                }
            },
            OperationKind.Coalesce);
        files.RegisterOperationAction(
            operation =>
            {
                if (CountsNull((IBinaryOperation)operation.Operation, response))
                {
                    Missing(operation, project);
                }
            },
            OperationKind.Binary);
        files.RegisterOperationAction(
            operation =>
            {
                var test = (IIsPatternOperation)operation.Operation;
                if (test.Pattern is INegatedPatternOperation { Pattern: IConstantPatternOperation { Value: var value } } && IsConstant(value, false) && IsNullable(test.Value) && IsFlag(test.Value, response))
                {
                    Missing(operation, project);
                }
            },
            OperationKind.IsPattern);
        files.RegisterOperationAction(
            operation =>
            {
                var choice = (IConditionalOperation)operation.Operation;
                if (choice.WhenFalse is { } whenFalse
                    && choice.Type is not null
                    && ((IsConstant(choice.WhenTrue, true) && IsNullTest(choice.Condition, isNull: true, response) && IsFlag(whenFalse, response))
                        || (IsConstant(whenFalse, true) && IsNullTest(choice.Condition, isNull: false, response) && IsFlag(choice.WhenTrue, response))))
                {
                    Missing(operation, project);
                }
            },
            OperationKind.Conditional);
    }

    private static bool IsVerification(IInvocationOperation call, INamedTypeSymbol client) =>
        call.TargetMethod.Name is "VerifyNumberAsync" or "VerifyHashedNumberAsync" && OwnApi.Is(call.TargetMethod.ContainingType, client);

    private static void Missing(OperationContext context, ProjectContext project) =>
        ReportIfOurs(context, project, context.Operation.Syntax, DiagnosticIds.FailureTreatedAsAnswer, Flag, MissingIsTrue, MissingRemedy);

    private static void ReportIfOurs(OperationContext context, ProjectContext project, SyntaxNode syntax, string? fix, string member, string what, string remedy)
    {
        Report(context, Descriptors.FailureTreatedAsAnswer, project, syntax, fix, member, what, project.Description, remedy);
    }

    /// <summary><c>!= false</c>, <c>== false</c> of what may be null, and <c>response == null || response.Flag</c>.</summary>
    private static bool CountsNull(IBinaryOperation binary, INamedTypeSymbol response) => binary.OperatorKind switch
    {
        BinaryOperatorKind.NotEquals or BinaryOperatorKind.Equals =>
            (IsConstant(binary.RightOperand, false) && IsNullable(binary.LeftOperand) && IsFlag(binary.LeftOperand, response))
            || (IsConstant(binary.LeftOperand, false) && IsNullable(binary.RightOperand) && IsFlag(binary.RightOperand, response)),
        BinaryOperatorKind.ConditionalOr =>
            (IsNullTest(binary.LeftOperand, isNull: true, response) || binary.LeftOperand is IPropertyReferenceOperation { Property: { Name: "IsFaulted" or "IsCanceled", ContainingType.Name: "Task" } })
            && IsFlag(binary.RightOperand, response),
        _ => false,
    };

    private static bool IsNullTest(IOperation condition, bool isNull, INamedTypeSymbol response)
    {
        var (value, found) = SecretValues.Unwrap(condition) switch
        {
            IIsPatternOperation { Pattern: IConstantPatternOperation { Value: var constant } } test when IsNull(constant) => (test.Value, true),
            IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation { Value: var constant } } } test when IsNull(constant) => (test.Value, false),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } equals when IsNull(equals.RightOperand) => (equals.LeftOperand, equals.OperatorKind is BinaryOperatorKind.Equals),
            _ => ((IOperation?)null, false),
        };
        return value is not null && found == isNull && OwnApi.Is(SecretValues.Unwrap(value).Type, response);
    }

    private static bool IsNull(IOperation value) => SecretValues.Unwrap(value) is { ConstantValue: { HasValue: true, Value: null } };

    private static bool IsConstant(IOperation value, bool expected) => SecretValues.Unwrap(value).ConstantValue is { HasValue: true, Value: bool constant } && constant == expected;

    /// <summary>The flag where it may be missing: a value that was lifted for the comparison's sake alone may not.</summary>
    private static bool IsNullable(IOperation value) => SecretValues.Unwrap(value).Type is { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T };

    private static bool IsFlag(IOperation? value, INamedTypeSymbol response) =>
        value?.Type is { } type
        && (type.SpecialType is SpecialType.System_Boolean || type.OriginalDefinition.SpecialType is SpecialType.System_Nullable_T)
        && TracedValue.Of(value).Origins().Any(origin => IsFlagItself(origin.Operation, response));

    private static bool IsFlagItself(IOperation operation, INamedTypeSymbol response) =>
        operation is IPropertyReferenceOperation { Property: { Name: Flag, ContainingType: var type } } && OwnApi.Is(type, response);

    private static void Verification(OperationContext context, ProjectContext project, IInvocationOperation call, INamedTypeSymbol response)
    {
        var member = $"{call.TargetMethod.ContainingType.Name}.{call.TargetMethod.Name}";
        var answer = Outermost(call);
        if (IsUnread(answer))
        {
            ReportIfOurs(context, project, call.Syntax, fix: null, member, Unread, ReadRemedy);
            return;
        }

        for (IOperation? child = call, parent = call.Parent; parent is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation); child = parent, parent = parent.Parent)
        {
            if (parent is ITryOperation attempt && attempt.Body == child)
            {
                foreach (var handler in attempt.Catches)
                {
                    if (FailsOpen(attempt, handler, response) is { } syntax)
                    {
                        ReportIfOurs(context, project, syntax, syntax is ReturnStatementSyntax ? DiagnosticIds.FailureTreatedAsAnswer : null, member, FailureIsTrue, FailureRemedy);
                    }
                }
            }
        }
    }

    /// <summary>The call with its await, and what configures that.</summary>
    private static IOperation Outermost(IInvocationOperation call)
    {
        IOperation outer = call;
        while (outer.Parent is IAwaitOperation or IConversionOperation or IParenthesizedOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "GetAwaiter" or "GetResult" or "Wait" or "WaitAsync" }
            || (outer.Parent is IConditionalAccessOperation access && access.WhenNotNull == outer))
        {
            outer = outer.Parent!;
        }

        return outer;
    }

    private static bool IsUnread(IOperation answer) => answer.Parent switch
    {
        IExpressionStatementOperation => true,
        ISimpleAssignmentOperation { Target: IDiscardOperation } => true,
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => References(answer, local).All(IsAside),
        IPropertyReferenceOperation { Property.Name: "CorrelationId" } => true,
        _ => false,
    };

    private static IEnumerable<ILocalReferenceOperation> References(IOperation from, ILocalSymbol local) =>
        TracedValue.Root(from).Descendants().OfType<ILocalReferenceOperation>().Where(reference => SymbolEqualityComparer.Default.Equals(reference.Local, local));

    /// <summary>Awaited for its exception alone, or asked for its correlator.</summary>
    private static bool IsAside(IOperation reference) =>
        reference.Parent is IPropertyReferenceOperation { Property.Name: "CorrelationId" }
        || reference.Parent is IAwaitOperation { Parent: IExpressionStatementOperation or IPropertyReferenceOperation { Property.Name: "CorrelationId" } };

    /// <summary>Where a catch says, or lets it come about, that the number is verified.</summary>
    private static SyntaxNode? FailsOpen(ITryOperation attempt, ICatchClauseOperation handler, INamedTypeSymbol response)
    {
        foreach (var operation in Own(handler.Handler))
        {
            switch (operation)
            {
                case IReturnOperation { Kind: OperationKind.Return, ReturnedValue: { } value } when Says(value) is { } said && Meaning(attempt, response) == said:
                    return operation.Syntax;
                case ISimpleAssignmentOperation assignment when Says(assignment.Value) is { } said && Symbol(assignment.Target) is { } target && MeaningOf(target, attempt, response) == said:
                    return assignment.Syntax;
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } assignment when IsFlagItself(target, response) && IsConstant(assignment.Value, true):
                    return assignment.Syntax;
            }
        }

        return Continues(handler.Handler) && GoesOn(attempt, handler, response)
            ? (handler.Syntax as CatchClauseSyntax)?.Declaration ?? handler.Syntax
            : null;
    }

    /// <summary>After the catch the method is where it would be after "verified": the try leaves it on "not verified", sets a flag that was true, or true is returned in the end.</summary>
    private static bool GoesOn(ITryOperation attempt, ICatchClauseOperation handler, INamedTypeSymbol response)
    {
        var isIdle = Own(handler.Handler).All(IsIdle);
        foreach (var operation in Own(attempt.Body))
        {
            switch (operation)
            {
                case IConditionalOperation { WhenFalse: null } branch when isIdle && Continues(attempt.Body) && Polarity(branch.Condition, response) is false && !Continues(branch.WhenTrue):
                    return true;
                case ISimpleAssignmentOperation assignment when Symbol(assignment.Target) is ILocalSymbol local
                    && Polarity(assignment.Value, response) is { } polarity
                    && !Own(handler.Handler).OfType<ISimpleAssignmentOperation>().Any(other => SymbolEqualityComparer.Default.Equals(Symbol(other.Target), local))
                    && Before(attempt, local) == polarity:
                    return true;
            }
        }

        return isIdle && Meaning(attempt, response) is { } meaning && Next(attempt) is IReturnOperation { ReturnedValue: { } value } && Says(value) == meaning;
    }

    /// <summary>No part of another way to verify, and no note for the code after the try: what is written to a log.</summary>
    private static bool IsIdle(IOperation operation) => operation switch
    {
        IAssignmentOperation or IIncrementOrDecrementOperation or IDynamicInvocationOperation => false,
        IInvocationOperation call => Array.Exists(s_logVerbs, verb => call.TargetMethod.Name.StartsWith(verb, StringComparison.Ordinal)),
        _ => true,
    };

    /// <summary>The statement after the try.</summary>
    private static IOperation? Next(ITryOperation attempt) =>
        attempt.Parent is IBlockOperation block && block.Operations.IndexOf(attempt) is var at && at + 1 < block.Operations.Length ? block.Operations[at + 1] : null;

    /// <summary>The constant that a local has when the try begins: its last assignment in the same block, or its initializer.</summary>
    private static bool? Before(ITryOperation attempt, ILocalSymbol local)
    {
        bool? value = null;
        foreach (var operation in TracedValue.Root(attempt).Descendants())
        {
            if (operation == attempt)
            {
                break;
            }

            switch (operation)
            {
                case IVariableDeclaratorOperation declarator when SymbolEqualityComparer.Default.Equals(declarator.Symbol, local):
                    value = declarator.GetVariableInitializer() is { } initializer ? Says(initializer.Value) : null;
                    break;
                case ISimpleAssignmentOperation assignment when SymbolEqualityComparer.Default.Equals(Symbol(assignment.Target), local):
                    value = Says(assignment.Value);
                    break;
            }
        }

        return value;
    }

    /// <summary>What the try returns where the number is verified; null where that cannot be told.</summary>
    private static bool? Meaning(ITryOperation attempt, INamedTypeSymbol response)
    {
        foreach (var operation in Own(attempt.Body))
        {
            switch (operation)
            {
                case IReturnOperation { Kind: OperationKind.Return, ReturnedValue: { } value } when Polarity(Task(value), response) is { } polarity:
                    return polarity;
                case IConditionalOperation branch when Polarity(branch.Condition, response) is { } polarity && Own(branch.WhenTrue).OfType<IReturnOperation>().FirstOrDefault()?.ReturnedValue is { } value && Says(value) is { } said:
                    return polarity == said;
            }
        }

        return null;
    }

    /// <summary>As <see cref="Meaning"/>, for a variable that the try sets.</summary>
    private static bool? MeaningOf(ISymbol target, ITryOperation attempt, INamedTypeSymbol response) => Own(attempt.Body).OfType<ISimpleAssignmentOperation>()
        .Where(assignment => SymbolEqualityComparer.Default.Equals(Symbol(assignment.Target), target))
        .Select(assignment => Polarity(assignment.Value, response))
        .FirstOrDefault(polarity => polarity is not null);

    /// <summary>Whether a condition is true of "verified", or of "not verified"; null where it is not about the answer alone.</summary>
    private static bool? Polarity(IOperation value, INamedTypeSymbol response)
    {
        var operation = SecretValues.Unwrap(value);
        switch (operation)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return !Polarity(not.Operand, response);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } binary when Says(binary.RightOperand) is { } constant:
                return Polarity(binary.LeftOperand, response) is { } left ? left == (constant == (binary.OperatorKind is BinaryOperatorKind.Equals)) : null;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both:
                return Polarity(both.LeftOperand, response) ?? Polarity(both.RightOperand, response);
            case IIsPatternOperation test:
                return PatternPolarity(test, response);
            case IConditionalAccessOperation access:
                return Polarity(access.WhenNotNull, response);
            case ICoalesceOperation coalesce:
                return Polarity(coalesce.Value, response);
            case IPropertyReferenceOperation when IsFlagItself(operation, response):
                return true;
            case ILocalReferenceOperation local when local.Type?.SpecialType is SpecialType.System_Boolean:
                return TracedValue.Of(local).Origins().Select(origin => origin.Operation is ILocalReferenceOperation ? null : Polarity(origin.Operation, response)).FirstOrDefault(polarity => polarity is not null);
            default:
                return null;
        }
    }

    private static bool? PatternPolarity(IIsPatternOperation test, INamedTypeSymbol response)
    {
        var (pattern, holds) = test.Pattern is INegatedPatternOperation negated ? (negated.Pattern, false) : (test.Pattern, true);
        var (flag, constant) = pattern switch
        {
            IConstantPatternOperation value => (Polarity(test.Value, response), Says(value.Value)),
            IRecursivePatternOperation recursive => recursive.PropertySubpatterns
                .Where(part => IsFlagItself(part.Member, response) && part.Pattern is IConstantPatternOperation)
                .Select(part => ((bool?)true, Says(((IConstantPatternOperation)part.Pattern).Value))).FirstOrDefault(),
            _ => default,
        };
        return flag is null || constant is null ? null : flag == (constant == holds);
    }

    /// <summary>The constant that a value is, inside a finished task too.</summary>
    private static bool? Says(IOperation value) => SecretValues.Unwrap(Task(value)).ConstantValue is { HasValue: true, Value: bool constant } ? constant : null;

    private static IOperation Task(IOperation value) => SecretValues.Unwrap(value) is IInvocationOperation { TargetMethod.Name: "FromResult", Arguments: { Length: 1 } arguments } ? arguments[0].Value : value;

    private static ISymbol? Symbol(IOperation target) => target switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member => member.Member,
        _ => null,
    };

    /// <summary>Whether control can come to the end of a statement, judged by its last one.</summary>
    private static bool Continues(IOperation statement) => statement switch
    {
        IBlockOperation block => block.Operations.IsEmpty || block.Operations.All(Continues),
        IReturnOperation or IBranchOperation => false,
        IExpressionStatementOperation { Operation: IThrowOperation } or IThrowOperation => false,
        IConditionalOperation { WhenFalse: { } whenFalse } branch => Continues(branch.WhenTrue) || Continues(whenFalse),
        IUsingOperation used => Continues(used.Body),
        _ => true,
    };

    /// <summary>What a statement holds, without the functions declared in it.</summary>
    private static IEnumerable<IOperation> Own(IOperation operation)
    {
        yield return operation;
        foreach (var child in operation.ChildOperations)
        {
            if (child is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
            {
                foreach (var inner in Own(child))
                {
                    yield return inner;
                }
            }
        }
    }
}
