using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Operations;

namespace NumberVerify.Analyzers;

/// <summary>How one reported node can be taken out, if it can.</summary>
internal static class Removal
{
    /// <summary>The edit, or null where nothing could be removed without breaking the code.</summary>
    public static async Task<Action<SyntaxEditor>?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        return root is null || model is null ? null
            : Find(root, model, diagnostic, cancellationToken)
            ?? await FindDeclarationAsync(document, root, model, diagnostic, cancellationToken).ConfigureAwait(false);
    }

    private static Action<SyntaxEditor>? Find(SyntaxNode root, SemanticModel model, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(FixProperties.Fix, out var fix) || fix != FixProperties.Remove)
        {
            return null;
        }

        var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        if (node.Parent is AssignmentExpressionSyntax parent && parent.Right == node)
        {
            node = parent;
        }

        return node switch
        {
            AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax initializer } assignment => FromInitializer(initializer, assignment),
            InitializerExpressionSyntax { Parent: InitializerExpressionSyntax initializer } pair => FromInitializer(initializer, pair),
            BaseObjectCreationExpressionSyntax { Parent: InitializerExpressionSyntax initializer } creation => FromInitializer(initializer, creation),
            BaseObjectCreationExpressionSyntax { Parent: ExpressionElementSyntax { Parent: CollectionExpressionSyntax collection } element } => FromCollection(collection, element),
            InvocationExpressionSyntax { Parent: ExpressionElementSyntax { Parent: CollectionExpressionSyntax collection } element } => FromCollection(collection, element),
            InvocationExpressionSyntax { Parent: InitializerExpressionSyntax initializer } invocation => FromInitializer(initializer, invocation),
            AnonymousObjectMemberDeclaratorSyntax { Parent: AnonymousObjectCreationExpressionSyntax anonymous } member => FromAnonymous(anonymous, member),
            AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax statement } => Statement(statement),
            AssignmentExpressionSyntax { Parent: LambdaExpressionSyntax lambda } assignment when lambda.ExpressionBody == assignment => LambdaBody(lambda),
            InvocationExpressionSyntax { Parent: ExpressionStatementSyntax statement } => Statement(statement),
            InvocationExpressionSyntax { Parent: MemberAccessExpressionSyntax, Expression: MemberAccessExpressionSyntax } call
                when diagnostic.Id == DiagnosticIds.HandMadeTokenRequest => FromChain(call, model, cancellationToken),
            InvocationExpressionSyntax { Parent: AwaitExpressionSyntax { Parent: ExpressionStatementSyntax statement } } => Statement(statement),
            _ when node.FirstAncestorOrSelf<ArgumentSyntax>() is { } argument && argument.Span == diagnostic.Location.SourceSpan => Argument(argument, model, cancellationToken),
            _ => null,
        };
    }

    /// <summary>A constant, field or local that nothing reads goes with its declaration.</summary>
    private static async Task<Action<SyntaxEditor>?> FindDeclarationAsync(
        Document document, SyntaxNode root, SemanticModel model, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.ContainsKey(FixProperties.Fix)
            || root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<EqualsValueClauseSyntax>() is not
                { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: FieldDeclarationSyntax or LocalDeclarationStatementSyntax } declaration } declarator } clause
            || clause.Value.Span != diagnostic.Location.SourceSpan
            || declaration.Parent is LocalDeclarationStatementSyntax { Parent: not (BlockSyntax or GlobalStatementSyntax) }
            || model.GetDeclaredSymbol(declarator, cancellationToken) is not { } symbol)
        {
            return null;
        }

        var references = await SymbolFinder.FindReferencesAsync(symbol, document.Project.Solution, cancellationToken).ConfigureAwait(false);
        var whole = declaration.Parent is { Parent: GlobalStatementSyntax global } ? global : declaration.Parent!;
        return references.Any(found => found.Locations.Any()) ? null : editor => editor.RemoveNode(whole, SyntaxRemoveOptions.KeepUnbalancedDirectives);
    }

    private static Action<SyntaxEditor> FromInitializer(InitializerExpressionSyntax initializer, ExpressionSyntax element)
    {
        var index = initializer.Expressions.IndexOf(element);
        return editor => editor.ReplaceNode(initializer, (current, _) =>
            current is InitializerExpressionSyntax now && IsStill(now.Expressions, index, element) ? now.WithExpressions(Without(now.Expressions, index)) : current);
    }

    private static Action<SyntaxEditor> FromCollection(CollectionExpressionSyntax collection, CollectionElementSyntax element)
    {
        var index = collection.Elements.IndexOf(element);
        return editor => editor.ReplaceNode(collection, (current, _) =>
            current is CollectionExpressionSyntax now && IsStill(now.Elements, index, element) ? now.WithElements(Without(now.Elements, index)) : current);
    }

    private static Action<SyntaxEditor> FromAnonymous(AnonymousObjectCreationExpressionSyntax anonymous, AnonymousObjectMemberDeclaratorSyntax member)
    {
        var index = anonymous.Initializers.IndexOf(member);
        return editor => editor.ReplaceNode(anonymous, (current, _) =>
            current is AnonymousObjectCreationExpressionSyntax now && IsStill(now.Initializers, index, member) ? now.WithInitializers(Without(now.Initializers, index)) : current);
    }

    /// <summary>Removals run from the last to the first, so an index stays true; the text is checked all the same.</summary>
    private static bool IsStill<TNode>(SeparatedSyntaxList<TNode> list, int index, TNode node)
        where TNode : SyntaxNode => index < list.Count && list[index].ToString() == node.ToString();

    /// <summary>Takes the separator that follows with it, so that each element stays on its line; the last one takes the separator before, unless one trails.</summary>
    private static SeparatedSyntaxList<TNode> Without<TNode>(SeparatedSyntaxList<TNode> list, int index)
        where TNode : SyntaxNode
    {
        var nodes = list.ToList();
        var separators = list.GetSeparators().ToList();
        if (index < separators.Count)
        {
            separators.RemoveAt(index);
        }
        else if (index > 0)
        {
            // The line break that ended the removed element now ends the one before it.
            nodes[index - 1] = nodes[index - 1].WithTrailingTrivia(nodes[index].GetTrailingTrivia());
            separators.RemoveAt(index - 1);
        }

        nodes.RemoveAt(index);
        return SyntaxFactory.SeparatedList(nodes, separators);
    }

    private static Action<SyntaxEditor>? Statement(ExpressionStatementSyntax statement) => statement.Parent switch
    {
        BlockSyntax or SwitchSectionSyntax { Statements.Count: > 1 } => editor => editor.RemoveNode(statement, SyntaxRemoveOptions.KeepUnbalancedDirectives),
        GlobalStatementSyntax global => editor => editor.RemoveNode(global, SyntaxRemoveOptions.KeepUnbalancedDirectives),
        _ => null,
    };

    private static Action<SyntaxEditor> LambdaBody(LambdaExpressionSyntax lambda) => editor => editor.ReplaceNode(
        lambda,
        (current, _) => ((LambdaExpressionSyntax)current).WithExpressionBody(null).WithBlock(
            SyntaxFactory.Block(
                SyntaxFactory.Token(SyntaxKind.OpenBraceToken).WithTrailingTrivia(SyntaxFactory.Space),
                default,
                SyntaxFactory.Token(SyntaxKind.CloseBraceToken))));

    private static Action<SyntaxEditor>? Argument(ArgumentSyntax argument, SemanticModel model, CancellationToken cancellationToken)
    {
        if (argument.Parent is not ArgumentListSyntax list || model.GetOperation(argument, cancellationToken) is not IArgumentOperation { Parameter: { } parameter })
        {
            return null;
        }

        if (parameter.IsOptional && (argument.NameColon is not null || list.Arguments.Last() == argument || list.Arguments.SkipWhile(other => other != argument).Skip(1).All(other => other.NameColon is not null)))
        {
            var index = list.Arguments.IndexOf(argument);
            return editor => editor.ReplaceNode(list, (current, _) => ((ArgumentListSyntax)current).WithArguments(Without(((ArgumentListSyntax)current).Arguments, index)));
        }

        return list is { Arguments.Count: 1, Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax } call } ? FromChain(call, model, cancellationToken) : null;
    }

    /// <summary><c>builder.WithClientSecret(secret).Build()</c> is <c>builder.Build()</c> without it.</summary>
    private static Action<SyntaxEditor>? FromChain(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
    {
        return call.Expression is MemberAccessExpressionSyntax access
            && model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol method
            && model.GetTypeInfo(access.Expression, cancellationToken).Type is { } receiver
            && model.Compilation.ClassifyCommonConversion(receiver, method.ReturnType) is { IsImplicit: true, Exists: true }
            && call.Parent is not ExpressionStatementSyntax
                ? editor => editor.ReplaceNode(call, (current, _) => current is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax now }
                    ? now.Expression.WithTrailingTrivia(current.GetTrailingTrivia())
                    : current)
                : null;
    }
}
