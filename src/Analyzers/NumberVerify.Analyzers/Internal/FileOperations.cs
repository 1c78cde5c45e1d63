using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NumberVerify.Analyzers;

/// <summary>
/// Operation actions for the files that are about something. Those of the compiler run in all files, and make it build the operations of a whole program, which costs more than
/// everything that a rule does with them; these are built for the few files that a rule asks for.
/// </summary>
internal sealed class FileOperations
{
    private readonly List<Action<OperationContext>>?[] _actions = new List<Action<OperationContext>>?[256];

    private readonly Predicate<Topics> _isMemberAsked;
    private readonly Predicate<SyntaxTree> _isFileAsked;

    /// <param name="context">The start of the compilation.</param>
    /// <param name="isAsked">Whether a file about these topics is looked into.</param>
    /// <param name="isMemberAsked">Whether a member of such a file is, by its own words; null for the same question.</param>
    public FileOperations(CompilationStartAnalysisContext context, Predicate<Topics> isAsked, Predicate<Topics>? isMemberAsked = null)
    {
        _isMemberAsked = isMemberAsked ?? isAsked;
        _isFileAsked = tree => isAsked(context.TryGetValue(tree, FileTopics.Provider, out var topics) ? topics : ~Topics.None);
        context.RegisterSemanticModelAction(file =>
        {
            var tree = file.SemanticModel.SyntaxTree;

            // What Razor writes takes its names from a file that is not looked at here.
            var isRazor = RazorLocations.IsRazor(tree);
            if (isRazor || (!file.IsGeneratedCode && _isFileAsked(tree)))
            {
                Run(file, tree.GetRoot(file.CancellationToken), isRazor ? null : tree.GetText(file.CancellationToken).ToString());
            }
        });
    }

    /// <summary>Whether a file is looked into, for a rule that looks at declarations as well.</summary>
    public bool Asks(SyntaxTree tree) => _isFileAsked(tree);

    /// <summary>As the method of that name of the compiler's contexts.</summary>
    public void RegisterOperationAction(Action<OperationContext> action, params OperationKind[] kinds)
    {
        foreach (var kind in kinds)
        {
            (_actions[(int)kind] ??= []).Add(action);
        }
    }

    /// <summary>Bodies, initializers, attributes and the arguments of a base type: whatever the compiler makes operations of.</summary>
    private void Run(SemanticModelAnalysisContext file, SyntaxNode root, string? text)
    {
        var model = file.SemanticModel;
        SyntaxNode? member = null;
        var isAsked = true;
        foreach (var node in root.DescendantNodesAndSelf(static node => node is not (BlockSyntax or EqualsValueClauseSyntax or ArrowExpressionClauseSyntax or GlobalStatementSyntax or AttributeSyntax)))
        {
            if (node is CompilationUnitSyntax { Members: var members } ? members.Any(SyntaxKind.GlobalStatement)
                : node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or EqualsValueClauseSyntax or AttributeSyntax or PrimaryConstructorBaseTypeSyntax
                    || node is ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax or IndexerDeclarationSyntax })
            {
                var around = node.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? root;
                if (around != member)
                {
                    member = around;
                    isAsked = text is null || _isMemberAsked(FileTopics.Of(text, around.SpanStart, around.Span.Length));
                }

                if (isAsked && model.GetOperation(node, file.CancellationToken) is { Parent: null } operation)
                {
                    var owner = model.GetDeclaredSymbol(node, file.CancellationToken) ?? model.GetEnclosingSymbol(node.SpanStart, file.CancellationToken);
                    Visit(file, operation, owner!);
                }
            }
        }
    }

    private void Visit(SemanticModelAnalysisContext file, IOperation operation, ISymbol owner)
    {
        file.CancellationToken.ThrowIfCancellationRequested();
        if (_actions[(int)operation.Kind] is { } actions)
        {
            var context = new OperationContext(file, operation, owner);
            foreach (var action in actions)
            {
                action(context);
            }
        }

        foreach (var part in operation.ChildOperations)
        {
            Visit(file, part, owner);
        }
    }
}
