using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace NumberVerify.Analyzers;

/// <summary>
/// Finds the values that become parameters of an authorization request: assigned to a member, passed as an argument, put under a key of a dictionary, pair or query,
/// or part of a URL.
/// </summary>
internal sealed class AuthorizationValues
{
    private readonly AuthorizationParameter _wanted;
    private readonly string[] _keys;
    private readonly Action<OperationContext, AuthorizationValue> _found;

    private AuthorizationValues(AuthorizationParameter wanted, Action<OperationContext, AuthorizationValue> found)
    {
        _wanted = wanted;
        _keys = [.. new[] { "state=", "nonce=", "code_verifier=", "redirect_uri=", "code_challenge_method=" }.Where(key => IsWanted(AuthorizationNames.OfKey(key.TrimEnd('='))))];
        _found = found;
    }

    /// <summary>Calls <paramref name="found"/> for every such value of a parameter that is <paramref name="wanted"/>.</summary>
    public static void Register(FileOperations files, AuthorizationParameter wanted, Action<OperationContext, AuthorizationValue> found)
    {
        var values = new AuthorizationValues(wanted, found);
        files.RegisterOperationAction(values.Assignment, OperationKind.SimpleAssignment);
        files.RegisterOperationAction(
            operation =>
            {
                var call = (IInvocationOperation)operation.Operation;
                values.Arguments(operation, call.Arguments);
                if (call.TargetMethod.Name is "Add" && call.Arguments.Length == 1 && ListOf(call) is { } list)
                {
                    values.Named(operation, list, call.Arguments[0].Value, call.Arguments[0].Value);
                }
            },
            OperationKind.Invocation);
        files.RegisterOperationAction(operation => values.Arguments(operation, ((IObjectCreationOperation)operation.Operation).Arguments), OperationKind.ObjectCreation);
        files.RegisterOperationAction(values.Url, OperationKind.InterpolatedString, OperationKind.Binary, OperationKind.Literal);
    }

    private bool IsWanted(AuthorizationParameter parameter) => (parameter & _wanted) != 0;

    private void Assignment(OperationContext context)
    {
        var assignment = (ISimpleAssignmentOperation)context.Operation;
        switch (assignment.Target)
        {
            case IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: { Length: 1 } arguments }:
                Keyed(context, arguments[0].Value, assignment.Value);
                break;
            case IPropertyReferenceOperation { Property: var property }:
                Named(context, property, assignment.Value, assignment.Value);
                break;
            case IFieldReferenceOperation { Field: var field }:
                Named(context, field, assignment.Value, assignment.Value);
                break;
        }
    }

    private void Arguments(OperationContext context, ImmutableArray<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument is not { ArgumentKind: ArgumentKind.Explicit, Parameter: { } parameter })
            {
                continue;
            }

            Named(context, parameter, argument.Value, argument);
            if (arguments.Length > 1 && KeyOf(argument.Value) is not AuthorizationParameter.None)
            {
                foreach (var other in arguments)
                {
                    if (other is { ArgumentKind: ArgumentKind.Explicit, Parameter: { } next } && next.Ordinal == parameter.Ordinal + 1 && !IsWanted(AuthorizationNames.OfName(next.Name)))
                    {
                        Keyed(context, argument.Value, other.Value);
                    }
                }
            }
        }
    }

    /// <summary>The property or field that something is added to: <c>client.RedirectUris.Add(uri)</c>, <c>RedirectUris = { uri }</c>.</summary>
    private static ISymbol? ListOf(IInvocationOperation add) =>
        ((add.Instance as IMemberReferenceOperation) ?? (add.Parent?.Parent as IMemberInitializerOperation)?.InitializedMember as IMemberReferenceOperation)?.Member;

    private void Named(OperationContext context, ISymbol symbol, IOperation value, IOperation whole)
    {
        var parameter = AuthorizationNames.OfName(symbol.Name);
        if (IsWanted(parameter) && AuthorizationNames.CompanyOf(symbol, parameter) is not AuthorizationCompany.None and var company)
        {
            var member = symbol is not IParameterSymbol { ContainingSymbol: IMethodSymbol method } ? $"{symbol.ContainingType.Name}.{symbol.Name}"
                : method.MethodKind is MethodKind.Constructor ? $"{method.ContainingType.Name}({symbol.Name})"
                : $"{method.ContainingType.Name}.{method.Name}({symbol.Name})";
            _found(context, new AuthorizationValue(parameter, member, value, Text: null, whole, symbol, company));
        }
    }

    private void Keyed(OperationContext context, IOperation key, IOperation value)
    {
        if (KeyOf(key) is not AuthorizationParameter.None and var parameter)
        {
            var company = parameter is AuthorizationParameter.State or AuthorizationParameter.Nonce ? AuthorizationCompany.Likely : AuthorizationCompany.Certain;
            _found(context, new AuthorizationValue(parameter, SecretValues.Constant(key)!, value, Text: null, value, Symbol: null, company));
        }
    }

    /// <summary>The parameter behind a constant key, if it is wanted.</summary>
    private AuthorizationParameter KeyOf(IOperation key) =>
        SecretValues.Constant(key) is { } text && AuthorizationNames.OfKey(text) is var parameter && IsWanted(parameter) ? parameter : AuthorizationParameter.None;

    private void Url(OperationContext context)
    {
        var operation = context.Operation;
        if (operation.Type?.SpecialType is not SpecialType.System_String || !Mentions(operation) || IsPart(operation))
        {
            return;
        }

        var holes = new List<IOperation>();
        var url = TextWithHoles.Of(operation, holes);
        var company = AuthorizationNames.HasCertainKey(url) ? AuthorizationCompany.Certain : AuthorizationCompany.Likely;
        foreach (var key in _keys)
        {
            for (var at = url.IndexOf(key, StringComparison.Ordinal); at >= 0; at = url.IndexOf(key, at + 1, StringComparison.Ordinal))
            {
                var start = at + key.Length;
                if (at == 0 || url[at - 1] is not ('?' or '&') || start == url.Length)
                {
                    continue;
                }

                var end = url.IndexOfAny(['&', ' ', '"', '\'', '\n', '\r'], start);
                var raw = url.Substring(start, (end < 0 ? url.Length : end) - start);
                var first = raw.Length > 0 && raw[0] == TextWithHoles.Hole ? holes[url.Take(start).Count(letter => letter == TextWithHoles.Hole)] : null;
                var name = key.TrimEnd('=');
                _found(context, new AuthorizationValue(AuthorizationNames.OfKey(name), name, first, Decode(raw), operation, Symbol: null, company));
            }
        }
    }

    /// <summary>A cheap look at the constant parts.</summary>
    private bool Mentions(IOperation operation)
    {
        if (operation.ConstantValue.HasValue)
        {
            return operation.ConstantValue.Value is string { Length: > 6 } text && Array.Exists(_keys, key => text.IndexOf(key, StringComparison.Ordinal) > 0);
        }

        switch (operation)
        {
            case IInterpolatedStringOperation interpolated:
                foreach (var part in interpolated.Parts)
                {
                    if (part is IInterpolatedStringTextOperation { Text: var text } && Mentions(text))
                    {
                        return true;
                    }
                }

                return false;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum:
                return Mentions(sum.RightOperand) || Mentions(sum.LeftOperand);
            default:
                return false;
        }
    }

    /// <summary>A piece of a text that is looked at as a whole.</summary>
    private static bool IsPart(IOperation operation) =>
        operation.Parent is IInterpolatedStringTextOperation or IInterpolatedStringAdditionOperation
        || operation.Parent is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String };

    private static string Decode(string value)
    {
        try
        {
            return Uri.UnescapeDataString(value);
        }
        catch (UriFormatException)
        {
            return value;
        }
    }
}
