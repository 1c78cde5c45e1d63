using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NumberVerify.Analyzers;

/// <summary>One operation that a rule looks at, and where it stands.</summary>
internal readonly struct OperationContext(SemanticModelAnalysisContext file, IOperation operation, ISymbol containingSymbol)
{
    public IOperation Operation { get; } = operation;

    public ISymbol ContainingSymbol { get; } = containingSymbol;

    public Compilation Compilation => file.SemanticModel.Compilation;

    public AnalyzerOptions Options => file.Options;

    public CancellationToken CancellationToken => file.CancellationToken;

    public void ReportDiagnostic(Diagnostic diagnostic) => file.ReportDiagnostic(diagnostic);

    /// <summary>The paths through the body that the operation stands in; null for what has none, as an attribute.</summary>
    public ControlFlowGraph? GetControlFlowGraph()
    {
        var root = Operation;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        return root switch
        {
            IMethodBodyOperation method => ControlFlowGraph.Create(method, CancellationToken),
            IConstructorBodyOperation constructor => ControlFlowGraph.Create(constructor, CancellationToken),
            IBlockOperation block => ControlFlowGraph.Create(block, CancellationToken),
            IFieldInitializerOperation field => ControlFlowGraph.Create(field, CancellationToken),
            IPropertyInitializerOperation property => ControlFlowGraph.Create(property, CancellationToken),
            IParameterInitializerOperation parameter => ControlFlowGraph.Create(parameter, CancellationToken),
            _ => null,
        };
    }
}
