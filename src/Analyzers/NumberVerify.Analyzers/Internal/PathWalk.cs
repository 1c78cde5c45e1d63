using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NumberVerify.Analyzers;

/// <summary>
/// Walks the ways through one control flow graph and finds the calls that use up a thing again. Ways that contradict themselves, by one condition that is true here and false there, are left out.
/// </summary>
internal sealed class PathWalk
{
    /// <summary>A method with more ways to one place is not judged.</summary>
    private const int MaxPaths = 128;

    private const int MaxFacts = 64;

    private readonly ControlFlowGraph _graph;
    private readonly SingleUses _uses;
    private readonly HashSet<PathState>[] _entries;
    private readonly Queue<int> _pending = new();
    private readonly List<(Subject Subject, string Test)> _facts = [];
    private readonly Dictionary<SyntaxNode, ulong> _again = [];
    private bool _isTooLarge;

    private PathWalk(ControlFlowGraph graph, SingleUses uses)
    {
        _graph = graph;
        _uses = uses;
        _entries = [.. graph.Blocks.Select(_ => new HashSet<PathState>())];
    }

    /// <summary>The calls that are reached with something used up already, and what it is.</summary>
    public static IReadOnlyDictionary<SyntaxNode, ulong> UsedAgain(ControlFlowGraph graph, SingleUses uses, CancellationToken cancellationToken)
    {
        var walk = new PathWalk(graph, uses);
        walk.Enter(0, [default]);
        while (walk._pending.Count > 0 && !walk._isTooLarge)
        {
            cancellationToken.ThrowIfCancellationRequested();
            walk.Visit(graph.Blocks[walk._pending.Dequeue()]);
        }

        return walk._isTooLarge ? new Dictionary<SyntaxNode, ulong>() : walk._again;
    }

    private void Enter(int block, IEnumerable<PathState> states)
    {
        var count = _entries[block].Count;
        _entries[block].UnionWith(states);
        _isTooLarge |= _entries[block].Count > MaxPaths;
        if ((_entries[block].Count > count) && !_pending.Contains(block))
        {
            _pending.Enqueue(block);
        }
    }

    private void Visit(BasicBlock block)
    {
        var before = _entries[block.Ordinal].ToList();
        var after = before;
        foreach (var operation in block.Operations)
        {
            after = [.. after.Select(state => Run(operation, state)).Distinct()];
        }

        if (block.BranchValue is { } value)
        {
            after = [.. after.Select(state => Run(value, state)).Distinct()];
        }

        Throw(block, before, after);
        var test = block.ConditionKind is ControlFlowConditionKind.None || block.BranchValue is null ? null : Fact(block.BranchValue);
        var whenTrue = block.ConditionKind is ControlFlowConditionKind.WhenTrue;
        Follow(block.ConditionalSuccessor, Assume(after, test, whenTrue));
        Follow(block.FallThroughSuccessor, Assume(after, test, !whenTrue));
    }

    private static IEnumerable<PathState> Assume(List<PathState> states, (ulong Bit, bool WhenTrue)? test, bool outcome) => test is not var (bit, meaning)
        ? states
        : states.Select(state => state.Assume(bit, outcome == meaning)).Where(state => state is not null).Select(state => state!.Value);

    private void Follow(ControlFlowBranch? branch, IEnumerable<PathState> states)
    {
        if (branch is null)
        {
            return;
        }

        var all = states.ToList();
        foreach (var region in branch.FinallyRegions)
        {
            Enter(region.FirstBlockOrdinal, all);
        }

        if (branch.Destination is { } destination)
        {
            Enter(destination.Ordinal, all);
        }
    }

    /// <summary>Whatever happens in a try may have happened where its catch begins, unless the catch asks whether it did.</summary>
    private void Throw(BasicBlock block, List<PathState> before, List<PathState> after)
    {
        for (var region = block.EnclosingRegion; region is not null; region = region.EnclosingRegion)
        {
            if (region is not { Kind: ControlFlowRegionKind.Try, EnclosingRegion: { Kind: ControlFlowRegionKind.TryAndCatch } whole })
            {
                continue;
            }

            foreach (var handler in whole.NestedRegions.Where(nested => nested.Kind is ControlFlowRegionKind.Catch or ControlFlowRegionKind.FilterAndHandler))
            {
                if (!IsSure(handler))
                {
                    Enter(handler.FirstBlockOrdinal, before.Concat(after));
                }
                else if (block.Ordinal == region.FirstBlockOrdinal)
                {
                    Enter(handler.FirstBlockOrdinal, before);
                }
            }
        }
    }

    /// <summary>A catch that is entered, or does something, only where nothing was sent.</summary>
    private bool IsSure(ControlFlowRegion handler)
    {
        if (handler.ExceptionType is { Name: "ArgumentException" or "ArgumentNullException" })
        {
            return true;
        }

        for (var i = handler.FirstBlockOrdinal; i <= handler.LastBlockOrdinal; i++)
        {
            var operation = _graph.Blocks[i].BranchValue ?? _graph.Blocks[i].Operations.FirstOrDefault();
            if (operation?.Syntax.FirstAncestorOrSelf<CatchClauseSyntax>() is { } clause)
            {
                return clause.DescendantTokens().Any(token => token.ValueText == "RequestMayHaveBeenProcessed");
            }
        }

        return false;
    }

    /// <summary>Operands first: what is assigned is made before it is assigned.</summary>
    private PathState Run(IOperation operation, PathState state)
    {
        foreach (var child in operation.ChildOperations)
        {
            state = Run(child, state);
        }

        switch (operation)
        {
            case IInvocationOperation call when _uses.Of(call) is not 0 and var keys:
                if ((state.Used & keys) is not 0 and var again)
                {
                    _again[call.Syntax] = again | (_again.TryGetValue(call.Syntax, out var known) ? known : 0);
                }

                return state.Use(keys);
            case IAssignmentOperation { Target: var target } when Subject.Of(Captured(target)) is { } subject:
                return state.Replace(_uses.Replaced(subject), Facts(subject));
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument when Subject.Of(Captured(argument.Value)) is { } subject:
                return state.Replace(_uses.Replaced(subject), Facts(subject));
            default:
                return state;
        }
    }

    /// <summary>A target that the graph keeps while a branch decides on the value.</summary>
    private IOperation Captured(IOperation target) => target is IFlowCaptureReferenceOperation reference
        && _graph.Blocks.SelectMany(block => block.Operations).OfType<IFlowCaptureOperation>().FirstOrDefault(capture => capture.Id.Equals(reference.Id)) is { } captured
            ? captured.Value
            : target;

    private ulong Facts(Subject target)
    {
        var bits = 0UL;
        for (var i = 0; i < _facts.Count; i++)
        {
            bits |= _facts[i].Subject.IsWithin(target) ? 1UL << i : 0;
        }

        return bits;
    }

    /// <summary>A condition that can be recognised again: a flag, or whether something is null, empty or a constant.</summary>
    private (ulong Bit, bool WhenTrue)? Fact(IOperation condition)
    {
        switch (SecretValues.Unwrap(condition))
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return Fact(not.Operand) is var (bit, whenTrue) ? (bit, !whenTrue) : null;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } binary when SecretValues.Unwrap(binary.RightOperand).ConstantValue is { HasValue: true } constant:
                return Known(binary.LeftOperand, $"{constant.Value}", binary.OperatorKind is BinaryOperatorKind.Equals);
            case IIsPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true } constant } } test:
                return Known(test.Value, $"{constant.Value}", whenTrue: true);
            case IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true } constant } } } test:
                return Known(test.Value, $"{constant.Value}", whenTrue: false);
            case IInvocationOperation { TargetMethod: { Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace", ContainingType.SpecialType: SpecialType.System_String }, Arguments: { Length: 1 } arguments }:
                return Known(arguments[0].Value, "empty", whenTrue: true);
            case { Type.SpecialType: SpecialType.System_Boolean } flag:
                return Known(flag, "flag", whenTrue: true);
            default:
                return null;
        }
    }

    private (ulong Bit, bool WhenTrue)? Known(IOperation value, string test, bool whenTrue)
    {
        // A field may be set by anybody in between.
        if (Subject.Of(Captured(SecretValues.Unwrap(value))) is not { Root: ILocalSymbol or IParameterSymbol } subject)
        {
            return null;
        }

        var at = _facts.FindIndex(other => other.Test == test && other.Subject.Is(subject));
        if (at < 0 && _facts.Count < MaxFacts)
        {
            at = _facts.Count;
            _facts.Add((subject, test));
        }

        return at < 0 ? null : (1UL << at, whenTrue);
    }
}
