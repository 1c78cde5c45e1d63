using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace NumberVerify.Analyzers;

/// <summary>Finds the line of a .razor or .cshtml file that generated code came from.</summary>
internal static class RazorLocations
{
    public static bool IsRazor(SyntaxTree tree) =>
        tree.FilePath.EndsWith("_razor.g.cs", StringComparison.OrdinalIgnoreCase) || tree.FilePath.EndsWith("_cshtml.g.cs", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The location of <paramref name="syntax"/>. Expressions and @code carry line directives, which the compiler follows by itself; the text of a
    /// component's attribute carries none, so it is looked up in the file by the attribute's name.
    /// </summary>
    public static Location Place(SyntaxNode syntax, AnalyzerOptions options, CancellationToken cancellationToken)
    {
        var location = syntax.GetLocation();
        if (!IsRazor(syntax.SyntaxTree)
            || location.GetMappedLineSpan().HasMappedPath
            || syntax.FirstAncestorOrSelf<InvocationExpressionSyntax>(IsAttribute) is not { } call)
        {
            return location;
        }

        return Find(call, syntax.SyntaxTree, options, cancellationToken) ?? location;
    }

    /// <summary>The attribute's name where <paramref name="call"/> is one that Razor writes for a component's attribute.</summary>
    public static string? AttributeName(InvocationExpressionSyntax call)
    {
        if (!IsAttribute(call))
        {
            return null;
        }

        return call.ArgumentList.Arguments[1].Expression switch
        {
            LiteralExpressionSyntax literal => literal.Token.ValueText,
            InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } => arguments[0].Expression switch
            {
                MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
                SimpleNameSyntax name => name.Identifier.ValueText,
                _ => null,
            },
            _ => null,
        };
    }

    private static bool IsAttribute(InvocationExpressionSyntax call) =>
        call is { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AddAttribute" or "AddComponentParameter" }, ArgumentList.Arguments.Count: 3 };

    private static Location? Find(InvocationExpressionSyntax call, SyntaxTree tree, AnalyzerOptions options, CancellationToken cancellationToken)
    {
        if (AttributeName(call) is not { } name || SourcePath(tree, cancellationToken) is not { } path)
        {
            return null;
        }

        foreach (var file in options.AdditionalFiles)
        {
            if (SamePath(file.Path, path) && file.GetText(cancellationToken) is { } text)
            {
                var all = text.ToString();
                for (var at = all.IndexOf(name, StringComparison.Ordinal); at >= 0; at = all.IndexOf(name, at + 1, StringComparison.Ordinal))
                {
                    var end = at + name.Length;
                    while (end < all.Length && all[end] is ' ' or '\t')
                    {
                        end++;
                    }

                    if (at > 0 && char.IsWhiteSpace(all[at - 1]) && end < all.Length && all[end] == '=')
                    {
                        var span = new TextSpan(at, name.Length);
                        return Location.Create(file.Path, span, text.Lines.GetLinePositionSpan(span));
                    }
                }
            }
        }

        return null;
    }

    /// <summary>Razor's first line is <c>#pragma checksum "path" ...</c>.</summary>
    private static string? SourcePath(SyntaxTree tree, CancellationToken cancellationToken)
    {
        for (var directive = (tree.GetRoot(cancellationToken) as CSharpSyntaxNode)?.GetFirstDirective(); directive is not null; directive = directive.GetNextDirective())
        {
            if (directive is PragmaChecksumDirectiveTriviaSyntax checksum)
            {
                return checksum.File.ValueText;
            }
        }

        return null;
    }

    private static bool SamePath(string left, string right) =>
        string.Equals(left.Replace('\\', '/'), right.Replace('\\', '/'), StringComparison.OrdinalIgnoreCase);
}
