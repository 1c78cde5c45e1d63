using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace NumberVerify.Analyzers;

/// <summary>NV1006: the protocol's <c>client_secret</c> parameter, or HTTP Basic credentials of a client, put together by hand.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HandMadeTokenRequestAnalyzer : NumberVerifyAnalyzer
{
    private const string WireName = "client_secret";

    /// <summary>Methods that put a value under a name. Reading, comparing and logging ones have other names.</summary>
    private static readonly ImmutableHashSet<string> s_adders = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Add", "TryAdd", "Create", "AddParameter", "AddOrUpdateParameter", "AddDefaultParameter", "AddQueryParameter", "AddQueryString", "SetQueryParam", "AppendQueryParam", "AddField", "AddString", "SetItem", "AddOrUpdate");

    private static readonly ImmutableHashSet<string> s_nameAttributes = ImmutableHashSet.Create(
        StringComparer.Ordinal, "JsonPropertyNameAttribute", "JsonPropertyAttribute", "DataMemberAttribute", "AliasAsAttribute", "FromFormAttribute", "BindPropertyAttribute");

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.HandMadeTokenRequest];

    private protected override bool AppliesTo(ProjectContext project) => project.IsFrontend;

    private protected override void Start(CompilationStartAnalysisContext context, ProjectContext project)
    {
        var configuration = context.Compilation.GetTypeByMetadataName("Microsoft.Extensions.Configuration.IConfiguration");
        var files = new FileOperations(context, static topics => (topics & Topics.Secret) != 0, static _ => true);
        files.RegisterOperationAction(operation => Call(operation, project), OperationKind.Invocation);
        files.RegisterOperationAction(operation => Creation(operation, project), OperationKind.ObjectCreation);
        files.RegisterOperationAction(operation => Assignment(operation, project, configuration), OperationKind.SimpleAssignment);
        files.RegisterOperationAction(operation => Interpolation(operation, project), OperationKind.InterpolatedString);
        files.RegisterOperationAction(operation => Concatenation(operation, project), OperationKind.Binary);
        files.RegisterOperationAction(operation => Literal(operation, project), OperationKind.Literal);
        context.RegisterSymbolAction(symbol => Named(symbol, symbol.Symbol, project, files), SymbolKind.Property, SymbolKind.Field);
        context.RegisterSymbolAction(symbol => NamedParameters(symbol, project, files), SymbolKind.Method);
    }

    private static void Call(OperationContext context, ProjectContext project)
    {
        var call = (IInvocationOperation)context.Operation;
        var method = call.TargetMethod;
        if (s_adders.Contains(method.Name))
        {
            Pair(context, project, call.Arguments);
        }
        else if (method.Name is "Format" or "AppendFormat" or "Append")
        {
            Text(context, project, call);
        }
        else if (method is { Name: "ToBase64String", ContainingType: { Name: "Convert", ContainingNamespace.Name: "System" } })
        {
            if (new Reach(call.Arguments[0].Value) is { Secret: { } secret, HasColon: true })
            {
                ReportIfOurs(context, project, secret, fix: null);
            }
        }
        else if ((method.Name.StartsWith("SetBasicAuthentication", StringComparison.Ordinal) || method.Name is "WithBasicAuth") && SecretArgument(call.Arguments) is { } secret)
        {
            ReportIfOurs(context, project, secret, FixProperties.Remove);
        }
    }

    private static void Creation(OperationContext context, ProjectContext project)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        switch (creation.Type?.Name)
        {
            case "KeyValuePair" or "FormParameter" or "GetOrPostParameter" or "QueryParameter":
                Pair(context, project, creation.Arguments);
                break;
            case "BasicAuthenticationHeaderValue" or "BasicAuthenticationOAuthHeaderValue" or "HttpBasicAuthenticator" when SecretArgument(creation.Arguments) is { } secret:
                ReportIfOurs(context, project, secret, fix: null);
                break;
            case "AuthenticationHeaderValue" when creation.Arguments.Length == 2
                && string.Equals(SecretValues.Constant(creation.Arguments[0].Value), "Basic", StringComparison.OrdinalIgnoreCase):
                var reach = new Reach(creation.Arguments[1].Value);
                if (!(reach is { IsEncoded: true, Secret: not null, HasColon: true }) && (reach.Secret ?? (reach.HasCredentials ? "Basic" : null)) is { } member)
                {
                    ReportIfOurs(context, project, member, fix: null);
                }

                break;
        }
    }

    private static void Pair(OperationContext context, ProjectContext project, ImmutableArray<IArgumentOperation> arguments)
    {
        if (arguments.Length < 2)
        {
            return;
        }

        var key = arguments.FirstOrDefault(argument => IsWireName(argument.Value));
        if (key is not null && arguments.Any(argument => argument != key && argument.ArgumentKind is ArgumentKind.Explicit && IsValue(argument.Value)))
        {
            ReportIfOurs(context, project, WireName, FixProperties.Remove);
        }
    }

    private static void Assignment(OperationContext context, ProjectContext project, INamedTypeSymbol? configuration)
    {
        var assignment = (ISimpleAssignmentOperation)context.Operation;
        if (assignment.Target is IPropertyReferenceOperation reference
            && (reference is { Property.IsIndexer: true, Arguments: { Length: 1 } arguments }
                ? IsWireName(arguments[0].Value) && !IsConfiguration(reference.Property.ContainingType, configuration)
                : reference.Property is { Name: WireName, ContainingType.IsAnonymousType: true })
            && IsValue(assignment.Value))
        {
            ReportIfOurs(context, project, WireName, FixProperties.Remove);
        }
    }

    private static bool IsConfiguration(INamedTypeSymbol type, INamedTypeSymbol? configuration) =>
        configuration is not null && (SymbolEqualityComparer.Default.Equals(type, configuration) || type.AllInterfaces.Contains(configuration, SymbolEqualityComparer.Default));

    private static void Text(OperationContext context, ProjectContext project, IInvocationOperation call)
    {
        var texts = call.Arguments.Where(argument => argument.Parameter?.Type.SpecialType is SpecialType.System_String).Select(argument => SecretValues.Constant(argument.Value)).Where(text => text is not null);
        foreach (var text in texts)
        {
            var at = RequestText.ValueStart(text!);
            if (at >= 0 && (call.TargetMethod.Name is "Append" ? at == text!.Length : at < text!.Length && text[at] == '{'))
            {
                ReportIfOurs(context, project, WireName, fix: null);
                return;
            }
        }
    }

    private static void Interpolation(OperationContext context, ProjectContext project)
    {
        var interpolated = (IInterpolatedStringOperation)context.Operation;
        if (interpolated.ConstantValue.HasValue)
        {
            return;
        }

        for (var i = 0; i + 1 < interpolated.Parts.Length; i++)
        {
            if (interpolated.Parts[i] is IInterpolatedStringTextOperation text
                && interpolated.Parts[i + 1] is IInterpolationOperation hole
                && SecretValues.Constant(text.Text) is { } before
                && RequestText.ValueStart(before) == before.Length
                && IsValue(hole.Expression))
            {
                ReportIfOurs(context, project, WireName, fix: null);
                return;
            }
        }
    }

    private static void Concatenation(OperationContext context, ProjectContext project)
    {
        var operands = JoinedText.Operands(context.Operation);
        for (var i = 0; i + 1 < operands.Count; i++)
        {
            if (SecretValues.Constant(operands[i]) is { } before && RequestText.ValueStart(before) == before.Length && before.Length > 0 && IsValue(operands[i + 1]))
            {
                ReportIfOurs(context, project, WireName, fix: null);
                return;
            }
        }
    }

    /// <summary>A request that is one literal.</summary>
    private static void Literal(OperationContext context, ProjectContext project)
    {
        if (context.Operation.ConstantValue is { HasValue: true, Value: string text } && RequestText.HasValue(text))
        {
            ReportIfOurs(context, project, WireName, fix: null);
        }
    }

    /// <summary>The request of an interface that a library implements: only there does a parameter's other name go over the wire.</summary>
    private static void NamedParameters(SymbolAnalysisContext context, ProjectContext project, FileOperations files)
    {
        if (context.Symbol is IMethodSymbol { ContainingType.TypeKind: TypeKind.Interface, Parameters: var parameters })
        {
            foreach (var parameter in parameters)
            {
                Named(context, parameter, project, files);
            }
        }
    }

    private static void Named(SymbolAnalysisContext context, ISymbol named, ProjectContext project, FileOperations files)
    {
        // A name that comes from a constant of another file is not seen, for which no program is known; reading all attributes of a program is dear.
        if (!named.DeclaringSyntaxReferences.Any(reference => files.Asks(reference.SyntaxTree)))
        {
            return;
        }

        foreach (var data in named.GetAttributes())
        {
            if (data.AttributeClass is { } type
                && s_nameAttributes.Contains(type.Name)
                && (data.ConstructorArguments.Any(IsWireName) || data.NamedArguments.Any(argument => IsWireName(argument.Value)))
                && data.ApplicationSyntaxReference is { } reference
                && IsOurs(reference.SyntaxTree, context.IsGeneratedCode))
            {
                context.ReportDiagnostic(Make(
                    Descriptors.HandMadeTokenRequest, project, reference.GetSyntax(context.CancellationToken).GetLocation(), fix: null, [named.Name, project.Description]));
                return;
            }
        }
    }

    private static bool IsWireName(TypedConstant constant) => constant is { Kind: TypedConstantKind.Primitive, Value: WireName };

    private static bool IsWireName(IOperation value) => string.Equals(SecretValues.Constant(value), WireName, StringComparison.Ordinal);

    /// <summary>Text, bytes or content; no flag, no label, no mask.</summary>
    private static bool IsValue(IOperation value)
    {
        if (SecretValues.IsNothing(value))
        {
            return false;
        }

        return SecretValues.Constant(value) is { } constant
            ? SecretText.LooksSecret(WireName, constant)
            : SecretValues.Unwrap(value).Type is { SpecialType: SpecialType.System_String or SpecialType.System_Object or SpecialType.None, TypeKind: not (TypeKind.Enum or TypeKind.Delegate) };
    }

    private static string? SecretArgument(ImmutableArray<IArgumentOperation> arguments) =>
        arguments.Where(argument => !SecretValues.IsNothing(argument.Value)).Select(argument => new Reach(argument.Value).Secret).FirstOrDefault(secret => secret is not null);

    private static void ReportIfOurs(OperationContext context, ProjectContext project, string member, string? fix)
    {
        Report(context, Descriptors.HandMadeTokenRequest, project, context.Operation.Syntax, fix, member, project.Description);
    }

    /// <summary>What a value is made of, through the locals of its method.</summary>
    private sealed class Reach
    {
        private const int Depth = 4;

        public Reach(IOperation value) => Visit(value, Depth);

        /// <summary>The name of the first secret it reads.</summary>
        public string? Secret { get; private set; }

        public bool HasColon { get; private set; }

        /// <summary>A literal <c>id:secret</c>.</summary>
        public bool HasCredentials { get; private set; }

        public bool IsEncoded { get; private set; }

        private void Visit(IOperation value, int depth)
        {
            foreach (var operation in value.DescendantsAndSelf())
            {
                if (operation.ConstantValue is { HasValue: true, Value: string text })
                {
                    var colon = text.IndexOf(':');
                    HasColon |= colon >= 0;
                    HasCredentials |= colon > 0 && !text.Any(char.IsWhiteSpace) && !Placeholders.IsPlaceholder(text.Substring(colon + 1));
                }
                else if (operation.ConstantValue is { HasValue: true, Value: ':' })
                {
                    HasColon = true;
                }

                switch (operation)
                {
                    case IInvocationOperation { TargetMethod.Name: "ToBase64String" }:
                        IsEncoded = true;
                        break;
                    case IMemberReferenceOperation { Member: { } member }:
                        Note(member.Name);
                        break;
                    case IParameterReferenceOperation parameter:
                        Note(parameter.Parameter.Name);
                        break;
                    case ILocalReferenceOperation local:
                        Note(local.Local.Name);
                        if (depth > 0 && Initializer(local) is { } initializer)
                        {
                            Visit(initializer, depth - 1);
                        }

                        break;
                }
            }
        }

        private void Note(string name)
        {
            if (Secret is null && (SecretNames.IsClientSecret(name) || string.Equals(name, "secret", StringComparison.OrdinalIgnoreCase) || string.Equals(name, "_secret", StringComparison.Ordinal)))
            {
                Secret = name;
            }
        }

        private static IOperation? Initializer(ILocalReferenceOperation local)
        {
            var reference = local.Local.DeclaringSyntaxReferences.FirstOrDefault();
            return reference is not null && local.SemanticModel is { } model && reference.SyntaxTree == model.SyntaxTree
                ? (model.GetOperation(reference.GetSyntax()) as IVariableDeclaratorOperation)?.Initializer?.Value
                : null;
        }
    }
}
