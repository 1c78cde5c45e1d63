using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace NumberVerify.Analyzers;

/// <summary>
/// Whether a file holds one of a rule's words at all: the question before anything dear, since most files of a program hold none. Answered once per file; an instance lives as long
/// as its compilation.
/// </summary>
internal sealed class Mentions(params string[] words)
{
    private readonly ConcurrentDictionary<SyntaxTree, bool> _answers = new();

    public bool In(SyntaxTree tree) => _answers.TryGetValue(tree, out var answer) ? answer : _answers.GetOrAdd(tree, Search(tree));

    /// <summary>The file of an operation.</summary>
    public bool Around(IOperation operation) => In(operation.Syntax.SyntaxTree);

    private bool Search(SyntaxTree tree)
    {
        // The compiler keeps a file's text as one string, which this call hands out as it is.
        var text = tree.GetText().ToString();
        return Array.Exists(words, word => text.IndexOf(word, StringComparison.Ordinal) >= 0);
    }
}
