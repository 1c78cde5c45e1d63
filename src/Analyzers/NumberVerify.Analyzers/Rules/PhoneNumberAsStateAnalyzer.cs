using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace NumberVerify.Analyzers;

/// <summary>NV1010: a phone number, plain, encoded or hashed, where the state of an authorization request goes.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PhoneNumberAsStateAnalyzer : NumberVerifyAnalyzer
{
    private const string State = "state";

    private static readonly string[] s_oauthTypes = ["authoriz", "oauth", "oidc", "openid", "authurl", "numberverif"];

    private static readonly ImmutableHashSet<string> s_oauthNames = ImmutableHashSet.Create(
        StringComparer.Ordinal, "redirecturi", "redirecturl", "clientid", "nonce", "scope", "scopes", "codechallenge", "codeverifier", "responsetype", "loginhint", "authorizationendpoint");

    /// <summary>What a number goes through and stays recognisable, or at least linkable.</summary>
    private static readonly ImmutableHashSet<string> s_encodings = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "EscapeDataString", "UrlEncode", "UrlPathEncode", "Encode", "ToBase64String", "Base64UrlEncode", "EncodeToString", "Base64Encode", "GetBytes", "ToHexString", "ToHexStringLower",
        "HashData", "ComputeHash", "Compute", "ToString", "Trim", "TrimStart", "TrimEnd", "Replace", "Substring", "Concat", "Format", "Join", "Normalize", "ToLowerInvariant", "ToUpperInvariant",
        "FormatValue", "Parse", "AsSpan", "ToArray");

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.PhoneNumberAsState];

    private protected override bool AppliesTo(ProjectContext project) => true;

    private protected override void Start(CompilationStartAnalysisContext context, ProjectContext project)
    {
        context.RegisterOperationAction(operation => Argument(operation, project), OperationKind.Argument);
        context.RegisterOperationAction(
            operation =>
            {
                var assignment = (ISimpleAssignmentOperation)operation.Operation;
                switch (assignment.Target)
                {
                    case IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: { Length: 1 } arguments } when IsStateKey(arguments[0].Value):
                        Check(operation, project, State, assignment.Value, assignment.Value.Syntax, fix: null);
                        break;
                    case IMemberReferenceOperation { Member: IPropertySymbol or IFieldSymbol } reference when IsState(reference.Member):
                        Check(operation, project, $"{reference.Member.ContainingType.Name}.{reference.Member.Name}", assignment.Value, assignment.Value.Syntax, fix: null);
                        break;
                }
            },
            OperationKind.SimpleAssignment);
        context.RegisterOperationAction(
            operation =>
            {
                var parts = ((IInterpolatedStringOperation)operation.Operation).Parts;
                for (var i = 1; i < parts.Length; i++)
                {
                    if (parts[i] is IInterpolationOperation hole && parts[i - 1] is IInterpolatedStringTextOperation { Text: var text } && EndsInState(text))
                    {
                        Check(operation, project, State, hole.Expression, hole.Expression.Syntax, fix: null);
                    }
                }
            },
            OperationKind.InterpolatedString);
        context.RegisterOperationAction(
            operation =>
            {
                if (operation.Operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum
                    && EndsInState(sum.LeftOperand is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, ConstantValue.HasValue: false } left ? left.RightOperand : sum.LeftOperand))
                {
                    Check(operation, project, State, sum.RightOperand, sum.RightOperand.Syntax, fix: null);
                }
            },
            OperationKind.Binary);
        context.RegisterOperationAction(operation => RazorField(operation, project), OperationKind.Invocation);
    }

    /// <summary>The value of a form's field that is named state: its siblings in the builder's calls, from the element's opening to the next one or its end.</summary>
    private static void RazorField(OperationAnalysisContext context, ProjectContext project)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!IsAttribute(call, "value")
            || !RazorLocations.IsRazor(call.Syntax.SyntaxTree)
            || call.Parent is not IExpressionStatementOperation { Parent: IBlockOperation block } statement)
        {
            return;
        }

        var calls = block.Operations.Select(operation => (operation as IExpressionStatementOperation)?.Operation as IInvocationOperation).ToList();
        var at = block.Operations.IndexOf(statement);
        var start = calls.FindLastIndex(at, other => other?.TargetMethod.Name is "OpenElement");
        var element = calls.Skip(start + 1).TakeWhile(other => other?.TargetMethod.Name is not ("OpenElement" or "CloseElement"));
        if (start >= 0 && element.Any(other => other is not null && IsAttribute(other, "name") && IsStateKey(other.Arguments[2].Value)))
        {
            Check(context, project, State, call.Arguments[2].Value, call.Arguments[2].Value.Syntax, fix: null);
        }
    }

    private static bool IsAttribute(IInvocationOperation call, string name) =>
        call.TargetMethod is { Name: "AddAttribute", ContainingType.Name: "RenderTreeBuilder" } && call.Arguments.Length >= 3 && SecretValues.Constant(call.Arguments[1].Value) == name;

    private static void Argument(OperationAnalysisContext context, ProjectContext project)
    {
        var argument = (IArgumentOperation)context.Operation;
        if (argument is not { ArgumentKind: ArgumentKind.Explicit, Parameter: { ContainingSymbol: IMethodSymbol method } parameter } || argument.Parent is IPropertyReferenceOperation)
        {
            return;
        }

        if (IsState(parameter))
        {
            var member = method.MethodKind is MethodKind.Constructor ? method.ContainingType.Name : $"{method.ContainingType.Name}.{method.Name}";
            Check(context, project, $"{member}({parameter.Name})", argument.Value, argument.Syntax, parameter.IsOptional ? FixProperties.Remove : null);
        }
        else if (parameter.Ordinal > 0 && IsStateKey(Before(argument)))
        {
            Check(context, project, State, argument.Value, argument.Value.Syntax, fix: null);
        }
    }

    private static void Check(OperationAnalysisContext context, ProjectContext project, string member, IOperation value, SyntaxNode syntax, string? fix)
    {
        if (IsOurs(context) && IsPhone(TracedValue.Of(value)))
        {
            Report(context, Descriptors.PhoneNumberAsState, project, syntax, fix, member, project.Description);
        }
    }

    private static bool EndsInState(IOperation text) => SecretValues.Constant(text) is { } constant
        && (constant.EndsWith("&state=", StringComparison.Ordinal) || constant.EndsWith("?state=", StringComparison.Ordinal));

    private static bool IsStateKey(IOperation? key) => key is not null && SecretValues.Constant(key) is State;

    private static IOperation? Before(IArgumentOperation argument)
    {
        var arguments = argument.Parent switch
        {
            IInvocationOperation call => call.Arguments,
            IObjectCreationOperation creation => creation.Arguments,
            _ => [],
        };
        var ordinal = argument.Parameter!.Ordinal - 1;
        foreach (var other in arguments)
        {
            if (other.Parameter?.Ordinal == ordinal)
            {
                return other.Value;
            }
        }

        return null;
    }

    /// <summary>Named state, and in the company of an authorization request: an address has a state too, and so has a component.</summary>
    private static bool IsState(ISymbol symbol)
    {
        if (!symbol.Name.EndsWith(State, StringComparison.OrdinalIgnoreCase) || SecretNames.Join(symbol.Name) is not ("state" or "applicationstate" or "oauthstate" or "authstate"))
        {
            return false;
        }

        IEnumerable<ISymbol> company = symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol method } ? method.Parameters : symbol.ContainingType.GetMembers();
        return company.Any(other => s_oauthNames.Contains(SecretNames.Join(other.Name)))
            || IsOAuth(symbol.ContainingType.Name)
            || (symbol is IParameterSymbol && IsOAuth(symbol.ContainingSymbol.Name));
    }

    private static bool IsOAuth(string name) => Array.Exists(s_oauthTypes, part => name.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0);

    private static bool IsPhone(TracedValue value) => value.Origins(NamesPhone).Any(origin =>
    {
        var operation = origin.Operation;
        if (operation.ConstantValue is { HasValue: true } constant)
        {
            return constant.Value is string text && IsNumber(text);
        }

        return NamesPhone(operation) || operation switch
        {
            IInterpolatedStringOperation interpolated => interpolated.Parts.OfType<IInterpolationOperation>().Any(hole => IsPhone(origin.Part(hole.Expression))),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => IsPhone(origin.Part(sum.LeftOperand)) || IsPhone(origin.Part(sum.RightOperand)),
            IInvocationOperation call when s_encodings.Contains(call.TargetMethod.Name) && !call.TargetMethod.ContainingType.Name.StartsWith("HMAC", StringComparison.Ordinal) && call.Instance?.Type?.Name.StartsWith("HMAC", StringComparison.Ordinal) != true =>
                (call.Instance is { } instance && IsPhone(origin.Part(instance))) || call.Arguments.Any(argument => IsPhone(origin.Part(argument.Value))),
            IPropertyReferenceOperation { Property.Name: "Value", Instance: { } instance } => IsPhone(origin.Part(instance)),
            IArrayCreationOperation { Initializer: { } elements } => elements.ElementValues.Any(element => IsPhone(origin.Part(element))),
            _ => false,
        };
    });

    private static bool NamesPhone(IOperation operation)
    {
        var name = operation switch
        {
            ILocalReferenceOperation local => local.Local.Name,
            IParameterReferenceOperation parameter => parameter.Parameter.Name,
            IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member => member.Member.Name,
            _ => null,
        };
        return operation.Type switch
        {
            { Name: "PhoneNumber", ContainingNamespace.Name: "NumberVerify" } => true,
            { SpecialType: SpecialType.System_String or SpecialType.System_Int64 or SpecialType.System_UInt64 } or { Name: "StringValues" } => name is not null && IsPhoneName(name),
            _ => false,
        };
    }

    private static bool IsPhoneName(string name)
    {
        var words = SecretNames.Words(name);
        var last = words.Count == 0 ? "" : words[words.Count - 1];
        var before = words.Count < 2 ? "" : words[words.Count - 2];
        return last is "phone" or "msisdn" or "mobile" or "telephone" or "phonenumber" or "mobilenumber" or "cellphone"
            || (last is "number" or "no" && before is "phone" or "mobile" or "telephone" or "msisdn" or "cell")
            || (last is "e164" or "hash" or "hashed" && words.Exists(word => word is "phone" or "msisdn" or "mobile"));
    }

    /// <summary>An E.164 number as people write it.</summary>
    private static bool IsNumber(string text)
    {
        var number = text.Trim();
        number = number.StartsWith("tel:", StringComparison.OrdinalIgnoreCase) ? number.Substring(4) : number;
        number = number.StartsWith("%2B", StringComparison.OrdinalIgnoreCase) ? "+" + number.Substring(3) : number;
        return number.Length > 1 && number[0] == '+'
            && number.Skip(1).All(letter => letter is >= '0' and <= '9' or ' ' or '-' or '.' or '(' or ')' or '/')
            && number.Count(char.IsDigit) is >= 5 and <= 15;
    }
}
