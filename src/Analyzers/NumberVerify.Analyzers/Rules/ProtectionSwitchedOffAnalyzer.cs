using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace NumberVerify.Analyzers;

/// <summary>NV1013: a check of the protocol, of tokens or of certificates that is switched off where production runs too.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ProtectionSwitchedOffAnalyzer : NumberVerifyAnalyzer
{
    // By name, and not resolved when the compilation starts: that would cost every project, and these members are rare.
    private static readonly ImmutableDictionary<(string Type, string Member), bool> s_switches = KnownSinks.Protections.ToImmutableDictionary(entry => (entry.Type, entry.Member), entry => entry.Unsafe);

    private static readonly ImmutableHashSet<(string Type, string Member)> s_callbacks = [.. KnownSinks.CertificateCallbacks];

    private static readonly ImmutableHashSet<string> s_names = s_switches.Keys.Concat(s_callbacks).Select(entry => entry.Member).ToImmutableHashSet(StringComparer.Ordinal);

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.ProtectionSwitchedOff];

    private protected override bool AppliesTo(ProjectContext project) => true;

    private protected override void Start(CompilationStartAnalysisContext context, ProjectContext project)
    {
        // A program with the operator simulator in it talks to no operator.
        if (context.Compilation.ReferencedAssemblyNames.Any(assembly => assembly.Name == OwnApi.Simulator))
        {
            return;
        }

        var files = new FileOperations(context, static topics => (topics & Topics.Protection) != 0);
        files.RegisterOperationAction(
            operation =>
            {
                var assignment = (IAssignmentOperation)operation.Operation;
                if (assignment.Target is not IPropertyReferenceOperation { Property: var property } || !s_names.Contains(property.Name))
                {
                    return;
                }

                var type = DeclaringType(property);
                var isOff = s_switches.TryGetValue((type, property.Name), out var position)
                    ? assignment is ISimpleAssignmentOperation && assignment.Value.ConstantValue is { HasValue: true, Value: bool value } && value == position && !HasReplacement(assignment, property)
                    : s_callbacks.Contains((type, property.Name)) && AcceptsAll(assignment.Value);
                if (isOff && !IsExcused(assignment))
                {
                    Report(operation, Descriptors.ProtectionSwitchedOff, project, assignment.Syntax, FixProperties.Remove, $"{property.ContainingType.Name}.{property.Name}", project.Description);
                }
            },
            OperationKind.SimpleAssignment,
            OperationKind.CompoundAssignment);
        AuthorizationValues.Register(files, AuthorizationParameter.CodeChallengeMethod, (operation, value) =>
        {
            if (IsPlain(value) && !IsExcused(value.Whole))
            {
                Report(operation, Descriptors.ProtectionSwitchedOff, project, value.Syntax, fix: null, value.Member, project.Description);
            }
        });
    }

    /// <summary>The metadata name of the type that declared the property first.</summary>
    private static string DeclaringType(IPropertySymbol property)
    {
        while (property.OverriddenProperty is { } overridden)
        {
            property = overridden;
        }

        return property.ContainingType.OriginalDefinition.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);
    }

    /// <summary>A check of one's own in place of the built-in one: an issuer validator, say. And a token that is known to have expired is read for what it holds.</summary>
    private static bool HasReplacement(IAssignmentOperation assignment, IPropertySymbol property)
    {
        var replacement = property.Name switch
        {
            "ValidateIssuer" => "IssuerValidator",
            "ValidateAudience" => "AudienceValidator",
            "ValidateLifetime" or "RequireExpirationTime" => "LifetimeValidator",
            "ValidateIssuerSigningKey" => "IssuerSigningKeyValidator",
            _ => null,
        };
        return (replacement is not null && Settings(assignment).Any(other => other.Target is IPropertyReferenceOperation { Property.Name: var name }
                && name.StartsWith(replacement, StringComparison.Ordinal)
                && !SecretValues.IsNothing(other.Value)))
            || (property.Name is "ValidateLifetime" && assignment.SemanticModel?.GetEnclosingSymbol(assignment.Syntax.SpanStart) is { } method && SecretNames.Words(method.Name).Exists(word => word is "expired" or "refresh"));
    }

    /// <summary>On a developer's machine only, or at an operator on it.</summary>
    private static bool IsExcused(IOperation operation) =>
        DevelopmentGuard.IsAround(operation)
        || Settings(operation).Any(other => other.Target is IMemberReferenceOperation { Member.Name: var name } && IsPlace(name) && TracedValue.Of(other.Value).Origins().Any(IsLocal));

    private static bool IsPlace(string name) => name is "Authority" or "MetadataAddress" or "Issuer" or "ValidIssuer" or "Address" or "BaseAddress" or "ApiRoot" or "AuthorizationEndpoint" or "TokenEndpoint";

    private static bool IsLocal(TracedValue origin) => origin.Operation switch
    {
        { ConstantValue: { HasValue: true } constant } => constant.Value is string text && RedirectUriFault.IsLocal(text),
        IInterpolatedStringOperation or IBinaryOperation => RedirectUriFault.IsLocal(TextWithHoles.Of(origin.Operation)),
        IObjectCreationOperation { Type.Name: "Uri", Arguments: { Length: > 0 } arguments } => origin.Part(arguments[0].Value).Origins().Any(IsLocal),
        _ => false,
    };

    /// <summary>What else is set in the same lambda or method body.</summary>
    private static IEnumerable<ISimpleAssignmentOperation> Settings(IOperation operation) =>
        (TracedValue.FunctionAround(operation) ?? TracedValue.Root(operation)).Descendants().OfType<ISimpleAssignmentOperation>();

    /// <summary>A callback whose every answer is true, in a lambda or a method of the same file, or the framework's own one.</summary>
    private static bool AcceptsAll(IOperation value) => TracedValue.Of(value).Origins().Any(origin => origin.Operation switch
    {
        IPropertyReferenceOperation { Property.Name: "DangerousAcceptAnyServerCertificateValidator" } => true,
        IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } => ReturnsTrue(lambda.Body, lambda),
        IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: { DeclaringSyntaxReferences: { Length: 1 } references } } reference } =>
            references[0].SyntaxTree == value.Syntax.SyntaxTree && reference.SemanticModel?.GetOperation(references[0].GetSyntax()) is { } body && ReturnsTrue(body, body as ILocalFunctionOperation),
        IAnonymousFunctionOperation lambda => ReturnsTrue(lambda.Body, lambda),
        _ => false,
    });

    private static bool ReturnsTrue(IOperation body, IOperation? function)
    {
        var returns = body.Descendants().OfType<IReturnOperation>().Where(result => result.Kind is OperationKind.Return && TracedValue.FunctionAround(result) == function).ToList();
        return returns.Count > 0 && returns.TrueForAll(result => result.ReturnedValue?.ConstantValue is { HasValue: true, Value: true });
    }

    private static bool IsPlain(AuthorizationValue value) => value.Operation is { } given
        ? TracedValue.Of(given).Origins().Any(origin => origin.Operation is { ConstantValue: { HasValue: true, Value: "plain" } } or IFieldReferenceOperation { Field: { Name: "Plain", ContainingType.TypeKind: TypeKind.Enum } })
        : value.Text is "plain";
}
