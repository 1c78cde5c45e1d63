using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace NumberVerify.Analyzers;

/// <summary>NV1012: a constant redirect URI that an authorization server must refuse, or that sends the code where others can read it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnsafeRedirectUriAnalyzer : NumberVerifyAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.UnsafeRedirectUri];

    private protected override bool AppliesTo(ProjectContext project) => true;

    private protected override void Start(CompilationStartAnalysisContext context, ProjectContext project) =>
        AuthorizationValues.Register(new FileOperations(context, static topics => (topics & Topics.Redirect) != 0, static _ => true), AuthorizationParameter.RedirectUri, (operation, value) =>
        {
            if (IsPath(value))
            {
                return;
            }

            if (value.Text is { } text)
            {
                // A piece of a literal URL, with a constant in it at most.
                Check(operation, project, value, value.Whole, [text]);
            }
            else if (value.Operation is { } given)
            {
                foreach (var element in Elements(given))
                {
                    Check(operation, project, value, element, Texts(TracedValue.Of(element)));
                }
            }
        });

    private static void Check(OperationContext context, ProjectContext project, AuthorizationValue value, IOperation at, IEnumerable<string> texts)
    {
        RedirectUriFault? worst = null;
        foreach (var text in texts)
        {
            var fault = RedirectUriFault.Of(text, project);
            worst = worst is null || fault?.Severity > worst.Severity ? fault ?? worst : worst;
        }

        if (worst is not null && !(worst.IsScheme && DevelopmentGuard.IsAround(at)))
        {
            var fix = worst.IsScheme && value.Text is null ? FixProperties.Https : null;
            ReportAs(context, Descriptors.UnsafeRedirectUri, project, at.Syntax, fix, worst.Severity, value.Member, worst.What, project.Description);
        }
    }

    /// <summary>
    /// ASP.NET's place to return to after all is done, which is a path of the same site; and the relative URI that a Blazor WebAssembly app completes by itself. Of a member that is
    /// named after any redirection, an authorization request must be sure.
    /// </summary>
    private static bool IsPath(AuthorizationValue value) => value.Symbol is { } symbol
        && (symbol.ContainingType is { Name: "AuthenticationProperties" or "RedirectContext" or "OidcProviderOptions" }
            || symbol.ContainingNamespace.ToDisplayString().StartsWith("Microsoft.AspNetCore.Components", StringComparison.Ordinal)
            || (value.Company is not AuthorizationCompany.Certain && SecretNames.Join(symbol.Name) is not ("redirecturi" or "redirecturis")));

    /// <summary>Each URI of a list, or the one that there is.</summary>
    private static IEnumerable<IOperation> Elements(IOperation value) => SecretValues.Unwrap(value) switch
    {
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
        ICollectionExpressionOperation collection => collection.Elements,
        IObjectCreationOperation { Type.Name: not "Uri", Initializer: { } list } => list.Initializers.OfType<IInvocationOperation>().Where(add => add.Arguments.Length == 1).Select(add => add.Arguments[0].Value),
        _ => [value],
    };

    /// <summary>Constant texts that the value can be, <see cref="TextWithHoles.Hole"/> for what is not known of them.</summary>
    private static IEnumerable<string> Texts(TracedValue value) => value.Origins().SelectMany(origin => origin.Operation switch
    {
        { ConstantValue: { HasValue: true } constant } => constant.Value is string text ? [text] : Enumerable.Empty<string>(),
        IObjectCreationOperation { Type.Name: "Uri", Arguments: { Length: > 0 } arguments } when arguments.Length == 1 || arguments[1].Value.Type?.TypeKind is TypeKind.Enum => Texts(origin.Part(arguments[0].Value)),
        IInvocationOperation { TargetMethod.Name: "ToString", Instance: { Type.Name: "Uri" } uri } => Texts(origin.Part(uri)),
        IPropertyReferenceOperation { Property.Name: "AbsoluteUri" or "OriginalString", Instance: { } uri } => Texts(origin.Part(uri)),
        IInterpolatedStringOperation or IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } => [TextWithHoles.Of(origin.Operation)],
        _ => [],
    });
}
