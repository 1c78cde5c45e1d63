using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NumberVerify.Analyzers;

/// <summary>A value, and where it came from as far as its file tells: locals, branches, awaits, and methods and getters of the same file. Asked at a rule's sinks only.</summary>
internal sealed class TracedValue
{
    private const int MaxDepth = 12;

    private readonly ImmutableDictionary<ISymbol, TracedValue> _arguments;
    private readonly int _depth;

    private TracedValue(IOperation operation, ImmutableDictionary<ISymbol, TracedValue> arguments, int depth)
    {
        Operation = operation;
        _arguments = arguments;
        _depth = depth;
    }

    public IOperation Operation { get; }

    public static TracedValue Of(IOperation operation) => new(operation, ImmutableDictionary<ISymbol, TracedValue>.Empty.WithComparers(SymbolEqualityComparer.Default), 0);

    /// <summary>A part of this value, with the same knowledge of parameters.</summary>
    public TracedValue Part(IOperation operation) => new(operation, _arguments, _depth + 1);

    /// <summary>Every operation that the value can be the result of; itself where nothing more is known. The way back ends at what <paramref name="ends"/> accepts.</summary>
    public IEnumerable<TracedValue> Origins(Func<IOperation, bool>? ends = null)
    {
        var operation = SecretValues.Unwrap(Operation);
        if (_depth >= MaxDepth)
        {
            return [];
        }

        if (operation.ConstantValue.HasValue || ends?.Invoke(operation) == true)
        {
            return [Part(operation)];
        }

        return operation switch
        {
            ILocalReferenceOperation local => Through(Definitions(local), operation, ends),
            IParameterReferenceOperation { Parameter: var parameter } when _arguments.TryGetValue(parameter, out var argument) => argument.Origins(ends),
            IConditionalOperation { WhenFalse: { } whenFalse } conditional => Through([conditional.WhenTrue, whenFalse], operation, ends),
            ICoalesceOperation coalesce => Through([coalesce.Value, coalesce.WhenNull], operation, ends),
            ISwitchExpressionOperation choice => Through(choice.Arms.Select(arm => arm.Value), operation, ends),
            IAwaitOperation await => Part(await.Operation).Origins(ends),
            ISimpleAssignmentOperation assignment => Part(assignment.Value).Origins(ends),
            IConditionalAccessOperation access => Part(access.WhenNotNull).Origins(ends),
            IConditionalAccessInstanceOperation when Receiver(operation) is { } receiver => Part(receiver).Origins(ends),
            IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } task } => Part(task).Origins(ends),
            IInvocationOperation call => Returned(call, ends),
            IPropertyReferenceOperation { Property: { IsVirtual: false, GetMethod: { } getter } } property => Through(Returns(getter, property), operation, ends),
            _ => [Part(operation)],
        };
    }

    /// <summary>The body that an operation is in, lambdas and local functions included.</summary>
    public static IOperation Root(IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }

    /// <summary>What is to the left of the question mark, for the member to the right of it.</summary>
    public static IOperation? Receiver(IOperation instance)
    {
        for (var (child, parent) = (instance, instance.Parent); parent is not null; (child, parent) = (parent, parent.Parent))
        {
            if (parent is IConditionalAccessOperation access && access.WhenNotNull == child)
            {
                return access.Operation;
            }
        }

        return null;
    }

    private IEnumerable<TracedValue> Through(IEnumerable<IOperation> sources, IOperation otherwise, Func<IOperation, bool>? ends)
    {
        var found = sources.ToList();
        return found.Count == 0 ? [Part(otherwise)] : found.SelectMany(source => Part(source).Origins(ends));
    }

    private static IEnumerable<IOperation> Definitions(ILocalReferenceOperation reference)
    {
        foreach (var operation in Root(reference).Descendants())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator when Is(declarator.Symbol) && declarator.GetVariableInitializer() is { } initializer:
                    yield return initializer.Value;
                    break;
                case IAssignmentOperation { Target: ILocalReferenceOperation target } assignment when Is(target.Local) && assignment is ISimpleAssignmentOperation or ICoalesceAssignmentOperation:
                    yield return assignment.Value;
                    break;
            }
        }

        bool Is(ILocalSymbol local) => SymbolEqualityComparer.Default.Equals(local, reference.Local);
    }

    private IEnumerable<TracedValue> Returned(IInvocationOperation call, Func<IOperation, bool>? ends)
    {
        if (call.IsVirtual || _depth >= MaxDepth - 2)
        {
            return [Part(call)];
        }

        var arguments = _arguments;
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { } parameter)
            {
                arguments = arguments.SetItem(parameter, Part(argument.Value));
            }
        }

        var values = Returns(call.TargetMethod, call).ToList();
        return values.Count == 0 ? [Part(call)] : values.SelectMany(value => new TracedValue(value, arguments, _depth + 1).Origins(ends));
    }

    /// <summary>What a method of the same file returns; nothing where its body is elsewhere.</summary>
    private static IEnumerable<IOperation> Returns(IMethodSymbol method, IOperation from)
    {
        if (method.DeclaringSyntaxReferences.Length != 1 || method.DeclaringSyntaxReferences[0].SyntaxTree != from.Syntax.SyntaxTree || method.IsAsync)
        {
            return [];
        }

        var body = from.SemanticModel?.GetOperation(method.DeclaringSyntaxReferences[0].GetSyntax());
        return body is null
            ? []
            : body.DescendantsAndSelf().OfType<IReturnOperation>()
                .Where(result => result is { Kind: OperationKind.Return, ReturnedValue: not null } && FunctionAround(result) is not IAnonymousFunctionOperation and var function && (function is null || function == body))
                .Select(result => result.ReturnedValue!);
    }

    /// <summary>The innermost lambda or local function.</summary>
    public static IOperation? FunctionAround(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return parent;
            }
        }

        return null;
    }
}
