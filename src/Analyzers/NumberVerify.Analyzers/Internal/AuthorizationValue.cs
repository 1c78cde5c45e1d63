using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NumberVerify.Analyzers;

/// <summary>One value on its way into an authorization request.</summary>
/// <param name="Parameter">What it becomes.</param>
/// <param name="Member">What a message calls the place.</param>
/// <param name="Operation">The value; null where it is a piece of a literal URL.</param>
/// <param name="Text">The piece of a URL, decoded, <see cref="TextWithHoles.Hole"/> where something unknown goes; null where the value is no piece of one.</param>
/// <param name="Whole">The argument, URL or value.</param>
/// <param name="Symbol">The parameter, property or field it is given to, if it is one.</param>
/// <param name="Company">How sure it is that an authorization request is meant.</param>
internal readonly record struct AuthorizationValue(AuthorizationParameter Parameter, string Member, IOperation? Operation, string? Text, IOperation Whole, ISymbol? Symbol, AuthorizationCompany Company)
{
    /// <summary>Where to report: the value, or the URL that holds it.</summary>
    public SyntaxNode Syntax => (Operation ?? Whole).Syntax;

    /// <summary>Whether it is beyond doubt that an authorization request is meant. Of a dictionary's entry the other keys in the same body decide, and the URLs.</summary>
    public bool IsCertain() => Company is AuthorizationCompany.Certain
        || (Symbol is null && Text is null && TracedValue.Root(Whole).Descendants().Any(other => other.ConstantValue is { HasValue: true, Value: string key } && (AuthorizationNames.IsCertainKey(key) || AuthorizationNames.HasCertainKey(key))));
}
