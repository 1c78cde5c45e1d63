using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace NumberVerify.Analyzers;

/// <summary>Whether code runs on a developer's machine only: behind a question about the environment, in a method named after it, or compiled for debugging.</summary>
internal static class DevelopmentGuard
{
    private static readonly ImmutableHashSet<string> s_development = ImmutableHashSet.Create(
        StringComparer.Ordinal, "development", "dev", "debug", "debugger", "debugging", "local", "localhost", "loopback", "simulator", "simulated", "emulator", "testing", "tests");

    public static bool IsAround(IOperation operation)
    {
        for (var (child, parent) = (operation, operation.Parent); parent is not null; (child, parent) = (parent, parent.Parent))
        {
            if (parent switch
                {
                    IConditionalOperation conditional when child != conditional.Condition => Says(conditional.Condition, development: child == conditional.WhenTrue),
                    IBlockOperation block => block.Operations.TakeWhile(before => before != child).Any(Leaves),
                    ILocalFunctionOperation local => IsNamed(local.Symbol.Name),
                    _ => false,
                })
            {
                return true;
            }
        }

        return operation.SemanticModel?.GetEnclosingSymbol(operation.Syntax.SpanStart) is { } symbol && IsIn(symbol) || IsConditional(operation.Syntax);
    }

    /// <summary>ASP.NET's <c>ConfigureDevelopmentServices</c>, and methods that are compiled for debugging.</summary>
    private static bool IsIn(ISymbol symbol)
    {
        for (ISymbol? current = symbol; current is IMethodSymbol; current = current.ContainingSymbol)
        {
            if (IsNamed(current.Name) || current.GetAttributes().Any(data => data is { AttributeClass.Name: "ConditionalAttribute", ConstructorArguments: { Length: 1 } names } && names[0].Value is string name && IsNamed(name)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary><c>if (!environment.IsDevelopment()) return;</c></summary>
    private static bool Leaves(IOperation statement) =>
        statement is IConditionalOperation { WhenFalse: null } conditional
        && (conditional.WhenTrue is IBlockOperation { Operations: { Length: > 0 } inner } ? inner[inner.Length - 1] : conditional.WhenTrue) is IReturnOperation or IThrowOperation or IExpressionStatementOperation { Operation: IThrowOperation }
        && Says(conditional.Condition, development: false);

    /// <summary>Whether the condition, true or false as <paramref name="development"/> says, means a developer's machine.</summary>
    private static bool Says(IOperation condition, bool development) => SecretValues.Unwrap(condition) switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => Says(not.Operand, !development),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both => development
            ? Says(both.LeftOperand, development) || Says(both.RightOperand, development)
            : Says(both.LeftOperand, development) && Says(both.RightOperand, development),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either => development
            ? Says(either.LeftOperand, development) && Says(either.RightOperand, development)
            : Says(either.LeftOperand, development) || Says(either.RightOperand, development),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equal => Names(equal) == development,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } unequal => Names(unequal) == !development,
        var leaf => Names(leaf) == development,
    };

    /// <summary>Whether a question names development (true), production (false), or neither.</summary>
    private static bool? Names(IOperation question)
    {
        foreach (var operation in question.DescendantsAndSelf())
        {
            var name = operation switch
            {
                { ConstantValue: { HasValue: true, Value: string text } } => text,
                IInvocationOperation call => call.TargetMethod.Name,
                IMemberReferenceOperation reference => reference.Member.Name,
                ILocalReferenceOperation local => local.Local.Name,
                IParameterReferenceOperation parameter => parameter.Parameter.Name,
                _ => null,
            };
            if (name is not null && IsNamed(name))
            {
                return true;
            }

            if (name is not null && SecretNames.Words(name).Exists(word => word is "production" or "prod"))
            {
                return false;
            }
        }

        return null;
    }

    private static bool IsNamed(string name) => SecretNames.Words(name).Exists(s_development.Contains);

    /// <summary>Inside <c>#if DEBUG</c>, or the else of its opposite.</summary>
    private static bool IsConditional(SyntaxNode node)
    {
        var open = new Stack<List<DirectiveTriviaSyntax>>();
        for (var directive = (node.SyntaxTree.GetRoot() as CSharpSyntaxNode)?.GetFirstDirective(); directive is not null && directive.SpanStart < node.SpanStart; directive = directive.GetNextDirective())
        {
            switch (directive)
            {
                case IfDirectiveTriviaSyntax:
                    open.Push([directive]);
                    break;
                case ElifDirectiveTriviaSyntax or ElseDirectiveTriviaSyntax when open.Count > 0:
                    open.Peek().Add(directive);
                    break;
                case EndIfDirectiveTriviaSyntax when open.Count > 0:
                    open.Pop();
                    break;
            }
        }

        // The last branch is the one the node is in; an else stands for the opposite of all before it.
        return open.Any(branches => branches[branches.Count - 1] is ConditionalDirectiveTriviaSyntax conditional
            ? Says(conditional.Condition, development: true)
            : branches.OfType<ConditionalDirectiveTriviaSyntax>().Any(before => Says(before.Condition, development: false)));
    }

    private static bool Says(ExpressionSyntax condition, bool development) => condition switch
    {
        ParenthesizedExpressionSyntax inner => Says(inner.Expression, development),
        PrefixUnaryExpressionSyntax not => Says(not.Operand, !development),
        BinaryExpressionSyntax binary => binary.IsKind(SyntaxKind.LogicalAndExpression) == development
            ? Says(binary.Left, development) || Says(binary.Right, development)
            : Says(binary.Left, development) && Says(binary.Right, development),
        IdentifierNameSyntax name => IsNamed(name.Identifier.ValueText.ToLowerInvariant()) ? development : name.Identifier.ValueText is "RELEASE" or "PRODUCTION" && !development,
        _ => false,
    };
}
