using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace NumberVerify.Analyzers;

/// <summary>NV1001: any value into a known OAuth client's secret; a literal one into a type that looks like an OAuth client's settings.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SecretIntoOAuthClientAnalyzer : NumberVerifyAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.SecretIntoOAuthClient];

    private protected override bool AppliesTo(ProjectContext project) => project.IsFrontend;

    private protected override void Start(CompilationStartAnalysisContext context, ProjectContext project)
    {
        var sinks = SecretSinks.Resolve(context.Compilation);
        context.RegisterOperationAction(
            operation => Assignment(operation, project, sinks),
            OperationKind.SimpleAssignment,
            OperationKind.CompoundAssignment,
            OperationKind.CoalesceAssignment);
        context.RegisterOperationAction(operation => Deconstruction(operation, project, sinks), OperationKind.DeconstructionAssignment);
        context.RegisterOperationAction(operation => Argument(operation, project, sinks), OperationKind.Argument);
        context.RegisterOperationAction(operation => RazorAttribute(operation, project), OperationKind.Invocation);
    }

    private static void Assignment(OperationAnalysisContext context, ProjectContext project, SecretSinks sinks)
    {
        var assignment = (IAssignmentOperation)context.Operation;
        Member(context, project, sinks, assignment.Target, assignment.Value, assignment.Syntax, FixProperties.Remove);
    }

    private static void Deconstruction(OperationAnalysisContext context, ProjectContext project, SecretSinks sinks)
    {
        var deconstruction = (IDeconstructionAssignmentOperation)context.Operation;
        if (deconstruction.Target is not ITupleOperation target || SecretValues.Unwrap(deconstruction.Value) is not ITupleOperation values || target.Elements.Length != values.Elements.Length)
        {
            return;
        }

        for (var i = 0; i < target.Elements.Length; i++)
        {
            Member(context, project, sinks, target.Elements[i], values.Elements[i], values.Elements[i].Syntax, fix: null);
        }
    }

    private static void Member(
        OperationAnalysisContext context, ProjectContext project, SecretSinks sinks, IOperation target, IOperation value, SyntaxNode syntax, string? fix)
    {
        if (target is IMemberReferenceOperation { Member: IPropertySymbol or IFieldSymbol } reference
            && IsSecret(sinks, reference.Member, value)
            && IsOurs(context))
        {
            Report(context, Descriptors.SecretIntoOAuthClient, project, syntax, fix, $"{reference.Member.ContainingType.Name}.{reference.Member.Name}", project.Description);
        }
    }

    private static void Argument(OperationAnalysisContext context, ProjectContext project, SecretSinks sinks)
    {
        var argument = (IArgumentOperation)context.Operation;
        if (argument is { ArgumentKind: ArgumentKind.Explicit, Parameter: { ContainingSymbol: IMethodSymbol method } parameter }
            && IsSecret(sinks, parameter, argument.Value)
            && IsOurs(context))
        {
            var member = method.MethodKind is MethodKind.Constructor ? method.ContainingType.Name : $"{method.ContainingType.Name}.{method.Name}";
            Report(context, Descriptors.SecretIntoOAuthClient, project, argument.Syntax, FixProperties.Remove, $"{member}({parameter.Name})", project.Description);
        }
    }

    /// <summary>Text that a component is given in markup; an expression there is an ordinary one and ends in an assignment somewhere.</summary>
    private static void RazorAttribute(OperationAnalysisContext context, ProjectContext project)
    {
        var invocation = (IInvocationOperation)context.Operation;
        if (invocation.Arguments.Length == 3
            && RazorLocations.IsRazor(invocation.Syntax.SyntaxTree)
            && invocation.Syntax is InvocationExpressionSyntax syntax
            && RazorLocations.AttributeName(syntax) is { } name
            && SecretNames.IsClientSecret(name)
            && SecretValues.LooksSecret(name, SecretValues.Constant(invocation.Arguments[2].Value)))
        {
            Report(context, Descriptors.SecretIntoOAuthClient, project, syntax.ArgumentList.Arguments[2], fix: null, name, project.Description);
        }
    }

    private static bool IsSecret(SecretSinks sinks, ISymbol symbol, IOperation value)
    {
        if (!sinks.MayBe(symbol) || SecretValues.IsNothing(value))
        {
            return false;
        }

        var constant = SecretValues.Constant(value);
        return sinks.IsKnown(symbol)
            ? constant is null || !Placeholders.IsPlaceholder(constant)
            : constant is not null && SecretSinks.HasOAuthShape(symbol) && SecretValues.LooksSecret(symbol.Name, constant);
    }
}
