using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NumberVerify.Analyzers;

/// <summary>NV1011: a state, nonce or code verifier that others can guess. A GUID is only worth a note.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PredictableStateAnalyzer : NumberVerifyAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.PredictableState];

    private protected override bool AppliesTo(ProjectContext project) => true;

    private protected override void Start(CompilationStartAnalysisContext context, ProjectContext project)
    {
        var request = context.Compilation.GetTypeByMetadataName(OwnApi.Request);
        AuthorizationValues.Register(new FileOperations(context, static topics => (topics & Topics.OAuth) != 0, static topics => (topics & (Topics.OAuth | Topics.State)) != 0), AuthorizationParameter.State | AuthorizationParameter.Nonce | AuthorizationParameter.CodeVerifier, (operation, value) =>
        {
            if (!IsText(value.Symbol))
            {
                return;
            }

            var degree = value.Operation is { } given
                ? value.Text is null or { Length: 1 } ? Predictability.Of(TracedValue.Of(given)) : Predictability.Degree.Unknown
                : Predictability.OfText(value.Text!);
            if (degree is Predictability.Degree.Guid or Predictability.Degree.Empty or Predictability.Degree.Predictable && value.IsCertain())
            {
                var isGuid = degree is Predictability.Degree.Guid;
                ReportAs(
                    operation,
                    Descriptors.PredictableState,
                    project,
                    value.Syntax,
                    value.Operation is not null && request?.GetMembers(value.Parameter.ToString()).IsEmpty == false ? value.Parameter.ToString() : null,
                    isGuid ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning,
                    value.Member,
                    isGuid ? "a GUID, which is unique but not made to be secret," : "a value that others can guess",
                    project.Description);
            }
        });
    }

    /// <summary>A member that holds text, or the entry of a dictionary: a number or an enumeration named state is one of a program's own.</summary>
    private static bool IsText(ISymbol? symbol) => symbol switch
    {
        IParameterSymbol parameter => parameter.Type.SpecialType is SpecialType.System_String,
        IPropertySymbol property => property.Type.SpecialType is SpecialType.System_String,
        IFieldSymbol field => field.Type.SpecialType is SpecialType.System_String,
        _ => true,
    };
}
