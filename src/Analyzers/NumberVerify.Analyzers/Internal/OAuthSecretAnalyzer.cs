using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace NumberVerify.Analyzers;

/// <summary>A rule about what goes into the secret of an OAuth client: by assignment, deconstruction or argument.</summary>
public abstract class OAuthSecretAnalyzer : NumberVerifyAnalyzer
{
    private protected OAuthSecretAnalyzer()
    {
    }

    private protected abstract DiagnosticDescriptor Descriptor { get; }

    private protected sealed override void Start(CompilationStartAnalysisContext context, ProjectContext project)
    {
        var sinks = SecretSinks.Resolve(context.Compilation);
        var files = new FileOperations(context, static topics => (topics & (Topics.Secret | Topics.OAuth)) != 0, static _ => true);
        files.RegisterOperationAction(
            operation => Assignment(operation, project, sinks),
            OperationKind.SimpleAssignment,
            OperationKind.CompoundAssignment,
            OperationKind.CoalesceAssignment);
        files.RegisterOperationAction(operation => Deconstruction(operation, project, sinks), OperationKind.DeconstructionAssignment);
        files.RegisterOperationAction(operation => Argument(operation, project, sinks), OperationKind.Argument);
        StartMore(files, project);
    }

    /// <summary>What one of the rules looks at besides.</summary>
    private protected virtual void StartMore(FileOperations files, ProjectContext project)
    {
    }

    /// <summary>Whether <paramref name="value"/> must not go into <paramref name="symbol"/>; the name alone was looked at so far.</summary>
    private protected abstract bool IsSecret(SecretSinks sinks, ISymbol symbol, IOperation value);

    /// <summary>What the rule offers its fix, for a value that is <paramref name="removable"/> with its initializer, assignment or argument.</summary>
    private protected abstract string? Fix(bool removable);

    /// <summary>What is marked: the whole that a fix removes, or the value.</summary>
    private protected abstract SyntaxNode Place(SyntaxNode whole, IOperation value);

    private void Assignment(OperationContext context, ProjectContext project, SecretSinks sinks)
    {
        var assignment = (IAssignmentOperation)context.Operation;
        Member(context, project, sinks, assignment.Target, assignment.Value, assignment.Syntax, removable: true);
    }

    private void Deconstruction(OperationContext context, ProjectContext project, SecretSinks sinks)
    {
        var deconstruction = (IDeconstructionAssignmentOperation)context.Operation;
        if (deconstruction.Target is not ITupleOperation target || SecretValues.Unwrap(deconstruction.Value) is not ITupleOperation values || target.Elements.Length != values.Elements.Length)
        {
            return;
        }

        for (var i = 0; i < target.Elements.Length; i++)
        {
            Member(context, project, sinks, target.Elements[i], values.Elements[i], values.Elements[i].Syntax, removable: false);
        }
    }

    private void Member(
        OperationContext context, ProjectContext project, SecretSinks sinks, IOperation target, IOperation value, SyntaxNode syntax, bool removable)
    {
        if (target is IMemberReferenceOperation { Member: IPropertySymbol or IFieldSymbol } reference
            && sinks.MayBe(reference.Member)
           
            && IsSecret(sinks, reference.Member, value))
        {
            Report(context, Descriptor, project, Place(syntax, value), Fix(removable), $"{reference.Member.ContainingType.Name}.{reference.Member.Name}", project.Description);
        }
    }

    private void Argument(OperationContext context, ProjectContext project, SecretSinks sinks)
    {
        var argument = (IArgumentOperation)context.Operation;
        if (argument is { ArgumentKind: ArgumentKind.Explicit, Parameter: { ContainingSymbol: IMethodSymbol method } parameter }
            && sinks.MayBe(parameter)
           
            && IsSecret(sinks, parameter, argument.Value))
        {
            var member = method.MethodKind is MethodKind.Constructor ? method.ContainingType.Name : $"{method.ContainingType.Name}.{method.Name}";
            Report(context, Descriptor, project, Place(argument.Syntax, argument.Value), Fix(removable: true), $"{member}({parameter.Name})", project.Description);
        }
    }
}
