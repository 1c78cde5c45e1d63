using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NumberVerify.Analyzers;

/// <summary>NV2002: two verify or share calls on one path with the same user client, session or code.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UsedTwiceAnalyzer : NumberVerifyAnalyzer
{
    /// <summary>What calls its lambda once for each element.</summary>
    private static readonly HashSet<string> s_loops = new(StringComparer.Ordinal) { "Select", "SelectMany", "ForEach", "ForEachAsync" };

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.UsedTwice];

    private protected override bool AppliesTo(ProjectContext project) => true;

    private protected override void Start(CompilationStartAnalysisContext context, ProjectContext project)
    {
        var compilation = context.Compilation;
        if (compilation.GetTypeByMetadataName(OwnApi.UserClient) is not { } userClient)
        {
            return;
        }

        var client = compilation.GetTypeByMetadataName(OwnApi.Client);
        var files = new FileOperations(context, static topics => (topics & (Topics.Verification | Topics.User)) != 0);
        files.RegisterOperationAction(
            operation =>
            {
                var call = (IInvocationOperation)operation.Operation;
                if (SingleUses.IsUse(call, userClient)
                   
                    && TracedValue.Root(call) is var root
                    && SingleUses.Calls(root, userClient).First() == call)
                {
                    Check(operation, project, new SingleUses(root, client, userClient), root, userClient);
                }
            },
            OperationKind.Invocation);
    }

    /// <summary>A whole body, at the first of its calls.</summary>
    private static void Check(OperationContext context, ProjectContext project, SingleUses uses, IOperation root, INamedTypeSymbol userClient)
    {
        if (uses.IsEmpty || context.GetControlFlowGraph() is not { } paths)
        {
            return;
        }

        var again = new Dictionary<SyntaxNode, ulong>();
        foreach (var graph in Graphs(paths))
        {
            foreach (var found in PathWalk.UsedAgain(graph, uses, context.CancellationToken))
            {
                again[found.Key] = found.Value;
            }
        }

        foreach (var call in SingleUses.Calls(root, userClient))
        {
            var keys = (again.TryGetValue(call.Syntax, out var found) ? found : 0) | (TracedValue.FunctionAround(call) is { } function && IsRepeated(function) ? uses.Of(call) & uses.From(function.Syntax) : 0);
            if (keys != 0)
            {
                Report(context, Descriptors.UsedTwice, project, call.Syntax, fix: null, $"{call.TargetMethod.ContainingType.Name}.{call.TargetMethod.Name}", uses.Describe(keys), project.Description);
            }
        }
    }

    private static bool IsRepeated(IOperation function) =>
        function is IAnonymousFunctionOperation { Parent: IDelegateCreationOperation { Parent: IArgumentOperation { Parent: IInvocationOperation call } } } && s_loops.Contains(call.TargetMethod.Name);

    /// <summary>A body, and each lambda and local function in it for itself.</summary>
    private static IEnumerable<ControlFlowGraph> Graphs(ControlFlowGraph graph)
    {
        yield return graph;
        var functions = graph.LocalFunctions.Select(function => graph.GetLocalFunctionControlFlowGraph(function))
            .Concat(graph.Blocks.SelectMany(block => block.BranchValue is { } value ? block.Operations.Append(value) : block.Operations)
                .SelectMany(operation => operation.DescendantsAndSelf())
                .OfType<IFlowAnonymousFunctionOperation>()
                .Select(function => graph.GetAnonymousFunctionControlFlowGraph(function)));
        foreach (var inner in functions.SelectMany(Graphs))
        {
            yield return inner;
        }
    }
}
