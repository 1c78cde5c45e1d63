using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace NumberVerify.Analyzers;

/// <summary>NV1001: any value into a known OAuth client's secret; a literal one into a type that looks like an OAuth client's settings.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SecretIntoOAuthClientAnalyzer : OAuthSecretAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.SecretIntoOAuthClient];

    private protected override DiagnosticDescriptor Descriptor => Descriptors.SecretIntoOAuthClient;

    private protected override bool AppliesTo(ProjectContext project) => project.IsFrontend;

    private protected override void StartMore(FileOperations files, ProjectContext project) =>
        files.RegisterOperationAction(operation => RazorAttribute(operation, project), OperationKind.Invocation);

    private protected override string? Fix(bool removable) => removable ? FixProperties.Remove : null;

    private protected override SyntaxNode Place(SyntaxNode whole, IOperation value) => whole;

    private protected override bool IsSecret(SecretSinks sinks, ISymbol symbol, IOperation value)
    {
        if (SecretValues.IsNothing(value))
        {
            return false;
        }

        var constant = SecretValues.Constant(value);
        return sinks.IsKnown(symbol)
            ? constant is null || !Placeholders.IsPlaceholder(constant)
            : constant is not null && SecretSinks.HasOAuthShape(symbol) && SecretText.LooksSecret(symbol.Name, constant);
    }

    /// <summary>Text that a component is given in markup; an expression there is an ordinary one and ends in an assignment somewhere.</summary>
    private static void RazorAttribute(OperationContext context, ProjectContext project)
    {
        var invocation = (IInvocationOperation)context.Operation;
        if (invocation.Arguments.Length == 3
            && RazorLocations.IsRazor(invocation.Syntax.SyntaxTree)
            && invocation.Syntax is InvocationExpressionSyntax syntax
            && RazorLocations.AttributeName(syntax) is { } name
            && SecretNames.IsClientSecret(name)
            && SecretText.LooksSecret(name, SecretValues.Constant(invocation.Arguments[2].Value)))
        {
            Report(context, Descriptors.SecretIntoOAuthClient, project, syntax.ArgumentList.Arguments[2], fix: null, name, project.Description);
        }
    }
}
