using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NumberVerify.Analyzers;

/// <summary>What is known of a value without running the program.</summary>
internal static class SecretValues
{
    /// <summary>Every constant text that a value can be: itself, either branch, and what a conversion to bytes or characters starts from.</summary>
    public static IEnumerable<string> Texts(IOperation value)
    {
        if (Constant(value) is { } constant)
        {
            return value is INameOfOperation ? [] : [constant];
        }

        return Unwrap(value) switch
        {
            ICoalesceOperation coalesce => Texts(coalesce.Value).Concat(Texts(coalesce.WhenNull)),
            IConditionalOperation { WhenFalse: { } whenFalse } conditional => Texts(conditional.WhenTrue).Concat(Texts(whenFalse)),
            ISwitchExpressionOperation choice => choice.Arms.SelectMany(arm => Texts(arm.Value)),
            IUtf8StringOperation utf8 => [utf8.Value],
            IArrayCreationOperation { Initializer: { } initializer } => Elements(initializer.ElementValues),
            ICollectionExpressionOperation collection => Elements(collection.Elements),
            IObjectCreationOperation { Type.SpecialType: SpecialType.System_String, Arguments: { Length: 1 } arguments } => Texts(arguments[0].Value),
            IInvocationOperation call => Converted(call),
            _ => [],
        };
    }

    private static IEnumerable<string> Elements(ImmutableArray<IOperation> elements)
    {
        var text = new char[elements.Length];
        for (var i = 0; i < text.Length; i++)
        {
            switch (Unwrap(elements[i]).ConstantValue)
            {
                case { HasValue: true, Value: char letter }:
                    text[i] = letter;
                    break;
                case { HasValue: true, Value: int and > 0 and <= byte.MaxValue and var code }:
                    // A key of raw bytes: shown as letters, so that the questions asked of text can be asked.
                    text[i] = code is > ' ' and <= '~' ? (char)code : (char)('0' + (code % 10));
                    break;
                default:
                    return [];
            }
        }

        return [new string(text)];
    }

    private static IEnumerable<string> Converted(IInvocationOperation call) =>
        call.TargetMethod.Name is "ToCharArray" or "Trim" or "AsSpan" or "AsMemory" or "ToArray" && (call.Instance ?? call.Arguments.FirstOrDefault()?.Value) is { } receiver ? Texts(receiver)
        : call.TargetMethod.Name is "FromBase64String" or "FromHexString" or "GetBytes" && call.Arguments.Length == 1 ? Texts(call.Arguments[0].Value)
        : [];

    /// <summary>Null, empty text, <c>default</c>, <c>string.Empty</c> and <c>nameof</c>: nothing that could leak.</summary>
    public static bool IsNothing(IOperation value)
    {
        value = Unwrap(value);
        if (value.ConstantValue is { HasValue: true } constant)
        {
            return constant.Value is null or "" || value is INameOfOperation;
        }

        return value switch
        {
            IDefaultValueOperation => true,
            IFieldReferenceOperation { Field: { Name: "Empty", ContainingType.SpecialType: SpecialType.System_String } } => true,
            IConditionalOperation { WhenFalse: { } whenFalse } conditional => IsNothing(conditional.WhenTrue) && IsNothing(whenFalse),
            ICoalesceOperation coalesce => IsNothing(coalesce.Value) && IsNothing(coalesce.WhenNull),
            _ => false,
        };
    }

    public static IOperation Unwrap(IOperation value)
    {
        while (value is IConversionOperation or IParenthesizedOperation)
        {
            value = value is IConversionOperation conversion ? conversion.Operand : ((IParenthesizedOperation)value).Operand;
        }

        return value;
    }

    /// <summary>The constant text of a value, taken from the outermost operation, so that a concatenation counts once and whole.</summary>
    public static string? Constant(IOperation value) =>
        value.ConstantValue is { HasValue: true, Value: string text } ? text
        : Unwrap(value) is { ConstantValue: { HasValue: true, Value: string inner } } ? inner
        : null;
}
