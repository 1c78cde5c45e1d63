using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace NumberVerify.Analyzers;

/// <summary>Tells what a value is by the names it comes from. What goes through any call but a known one is taken for masked.</summary>
internal static class SensitiveValues
{
    private const int MaxDepth = 4;

    /// <summary>A longer initializer is a computation, not another name.</summary>
    private const int MaxInitializer = 256;

    private static readonly HashSet<string> s_sameText = new(StringComparer.Ordinal)
    {
        "ToString", "Trim", "TrimStart", "TrimEnd", "ToLower", "ToUpper", "ToLowerInvariant", "ToUpperInvariant", "ConfigureAwait", "Normalize",
    };

    /// <summary>What can be undone by anybody.</summary>
    private static readonly HashSet<string> s_encodings = new(StringComparer.Ordinal)
    {
        "EscapeDataString", "UrlEncode", "UrlPathEncode", "Encode", "GetBytes", "ToBase64String", "Base64UrlEncode", "EncodeToString", "FromResult",
    };

    private static readonly HashSet<string> s_keyReaders = new(StringComparer.Ordinal) { "GetEnvironmentVariable", "GetTokenAsync", "GetValue", "GetSection" };

    /// <summary>The values that a text, or a list of arguments, is put together from; itself where it is one value.</summary>
    public static IEnumerable<IOperation> Parts(IOperation value)
    {
        var operation = SecretValues.Unwrap(value);
        return operation.ConstantValue.HasValue ? [] : operation switch
        {
            IInterpolatedStringOperation text => text.Parts.SelectMany(part => part switch
            {
                IInterpolationOperation hole => Parts(hole.Expression),
                IInterpolatedStringAppendOperation { AppendCall: IInvocationOperation { Arguments: { Length: > 0 } arguments } } => Parts(arguments[0].Value),
                _ => [],
            }),
            IInterpolatedStringHandlerCreationOperation handler => Parts(handler.Content),
            IBinaryOperation sum when JoinedText.Is(sum) => Parts(sum.LeftOperand).Concat(Parts(sum.RightOperand)),
            IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues.SelectMany(Parts),
            ICollectionExpressionOperation collection => collection.Elements.SelectMany(Parts),
            IAnonymousObjectCreationOperation anonymous => anonymous.Initializers.OfType<ISimpleAssignmentOperation>().SelectMany(member => Parts(member.Value)),
            IInvocationOperation { TargetMethod: { Name: "Concat" or "Format" or "Join", ContainingType.SpecialType: SpecialType.System_String } } call => call.Arguments.SelectMany(argument => Parts(argument.Value)),
            _ => [value],
        };
    }

    /// <summary>What one value is. A vague name (token, code, secret) counts only where <paramref name="allowVague"/> says that the place allows no other meaning.</summary>
    public static SensitiveKind Of(IOperation value, bool allowVague) => Of(value, allowVague, 0);

    /// <summary>A value read as it is, under a name that does not say that it was masked.</summary>
    public static bool IsPlainText(IOperation value)
    {
        var operation = SecretValues.Unwrap(value);
        return operation.ConstantValue is { HasValue: false } && operation switch
        {
            IAwaitOperation await => IsPlainText(await.Operation),
            IInvocationOperation call => Inner(call) is { } inner && IsPlainText(inner),
            IConditionalAccessOperation access => IsPlainText(access.WhenNotNull),
            IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } or ILocalReferenceOperation or IParameterReferenceOperation =>
                IsText(operation.Type) && !SensitiveNames.IsHarmless(Name(operation)!),
            _ => false,
        };
    }

    private static SensitiveKind Of(IOperation value, bool allowVague, int depth)
    {
        var operation = SecretValues.Unwrap(value);
        if (operation.ConstantValue.HasValue || depth > MaxDepth)
        {
            return SensitiveKind.None;
        }

        return operation switch
        {
            ILocalReferenceOperation local => Named(local, allowVague) is var kind and not SensitiveKind.None ? kind : OfLocal(local, allowVague, depth),
            IPropertyReferenceOperation { Property.IsIndexer: true } indexer => IsText(indexer.Type) && indexer.Arguments.Length == 1 ? Keyed(indexer.Arguments[0].Value, indexer.Instance, indexer) : SensitiveKind.None,
            IPropertyReferenceOperation { Property: { Name: "Value", ContainingType: { Name: "PhoneNumber", ContainingNamespace.Name: "NumberVerify" } } } => SensitiveKind.Number,
            IPropertyReferenceOperation { Property.Name: "Value", Instance: IInvocationOperation { TargetMethod.Name: "GetSection" } section } => OfCall(section, allowVague, depth),
            IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } or IParameterReferenceOperation => Named(operation, allowVague),
            IInvocationOperation call => OfCall(call, allowVague, depth),
            IAwaitOperation await => Of(await.Operation, allowVague, depth + 1),
            IConditionalAccessOperation access => Of(access.WhenNotNull, allowVague, depth + 1),
            ICoalesceOperation coalesce => First([coalesce.Value, coalesce.WhenNull], allowVague, depth),
            IConditionalOperation { WhenFalse: { } whenFalse } conditional => First([conditional.WhenTrue, whenFalse], allowVague, depth),
            _ => SensitiveKind.None,
        };
    }

    private static SensitiveKind First(IEnumerable<IOperation> values, bool allowVague, int depth) =>
        values.Select(value => Of(value, allowVague, depth + 1)).FirstOrDefault(kind => kind is not SensitiveKind.None);

    private static SensitiveKind OfCall(IInvocationOperation call, bool allowVague, int depth)
    {
        var name = call.TargetMethod.Name;
        if (Inner(call) is { } inner)
        {
            return Of(inner, allowVague, depth + 1);
        }

        if (s_keyReaders.Contains(name))
        {
            return call.Arguments.Select(argument => Keyed(argument.Value, call.Instance, call)).FirstOrDefault(kind => kind is not SensitiveKind.None);
        }

        // A getter by another name.
        if (!SensitiveNames.MayBe(name) || !IsText(call.Type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: { Length: 1 } arguments } ? arguments[0] : call.Type))
        {
            return SensitiveKind.None;
        }

        var words = SecretNames.Words(name);
        return words.Count > 1 && words[0] is "get" or "request" or "acquire" or "fetch" && SensitiveNames.Of(string.Join("_", words.Skip(1).Where(word => word is not "async")), out var isVague) is var kind && !isVague && kind is not SensitiveKind.Code
            ? kind
            : SensitiveKind.None;
    }

    /// <summary>What a call hands on unchanged, or in another encoding.</summary>
    private static IOperation? Inner(IInvocationOperation call) =>
        s_sameText.Contains(call.TargetMethod.Name) && call.Instance is { } instance ? instance
        : s_encodings.Contains(call.TargetMethod.Name) && call.Arguments.Length > 0 ? call.Arguments[0].Value
        : null;

    private static SensitiveKind Named(IOperation operation, bool allowVague)
    {
        var name = Name(operation)!;
        if (SensitiveNames.Of(name, out var isVague) is var kind && kind is SensitiveKind.None || !(IsText(operation.Type) || (kind is SensitiveKind.Number && operation.Type?.SpecialType is SpecialType.System_Int64 or SpecialType.System_UInt64)))
        {
            return SensitiveKind.None;
        }

        var member = (operation as IMemberReferenceOperation)?.Member;
        if (member is { IsStatic: true } && SensitiveNames.IsLabels(member.ContainingType.Name))
        {
            return SensitiveKind.None;
        }

        if (kind is SensitiveKind.Code)
        {
            // Errors, countries, vouchers and card payments have codes, and payments have authorization codes too.
            return operation switch
            {
                IMemberReferenceOperation => OAuthNames.HasCompany(member!) || (OAuthNames.IsIn(member!) && HasState(member!)),
                IParameterReferenceOperation parameter => !isVague || OAuthNames.HasCompany(parameter.Parameter) || (HasState(parameter.Parameter) && !IsAddress(parameter.Parameter)),
                _ => !isVague,
            }
            ? kind
            : SensitiveKind.None;
        }

        return isVague && !allowVague ? SensitiveKind.None : kind;
    }

    private static bool HasState(ISymbol symbol) => OAuthNames.Beside(symbol).Any(other => SecretNames.Join(other.Name) is "state" && other is IParameterSymbol { Type.SpecialType: SpecialType.System_String } or IPropertySymbol or IFieldSymbol);

    private static bool IsAddress(IParameterSymbol parameter) => OAuthNames.Beside(parameter).Any(other => SecretNames.Words(other.Name).Exists(word => word is "city" or "zip" or "country" or "street" or "county" or "region" or "postal" or "address" or "tax"));

    /// <summary>A value under a constant key: of a query, a form, a configuration, the properties of a signed-in user.</summary>
    private static SensitiveKind Keyed(IOperation key, IOperation? source, IOperation read)
    {
        if (SecretValues.Constant(key) is not { } name)
        {
            return SensitiveKind.None;
        }

        if (name is "code")
        {
            // Error pages have a code as well; an answer to an authorization request has a state beside it.
            return source is not null && Name(source) is { } from && from.EndsWith("query", StringComparison.OrdinalIgnoreCase)
                && TracedValue.Root(read).Descendants().Any(other => other is ILiteralOperation { ConstantValue: { HasValue: true, Value: "state" or "code_verifier" or "authorization_code" } })
                    ? SensitiveKind.Code
                    : SensitiveKind.None;
        }

        return SensitiveNames.Of(name, out var isVague) is var kind && !isVague && kind is not SensitiveKind.Code ? kind : SensitiveKind.None;
    }

    private static SensitiveKind OfLocal(ILocalReferenceOperation local, bool allowVague, int depth)
    {
        var reference = local.Local.DeclaringSyntaxReferences.FirstOrDefault();
        return reference is not null
            && local.SemanticModel is { } model
            && reference.SyntaxTree == model.SyntaxTree
            && reference.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } initializer }
            && initializer.Span.Length <= MaxInitializer
            && !SensitiveNames.IsHarmless(local.Local.Name)
            && initializer.DescendantTokens().Any(token => token.ValueText is { Length: > 2 } text && SensitiveNames.MayBe(text))
            && model.GetOperation(initializer) is { } operation
            ? First(Parts(operation), allowVague, depth)
            : SensitiveKind.None;
    }

    private static string? Name(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local.Name,
        IParameterReferenceOperation parameter => parameter.Parameter.Name,
        IMemberReferenceOperation member => member.Member.Name,
        _ => null,
    };

    private static bool IsText(ITypeSymbol? type) => type is { SpecialType: SpecialType.System_String } or { Name: "StringValues" };
}
