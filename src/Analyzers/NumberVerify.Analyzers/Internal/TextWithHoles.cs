using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NumberVerify.Analyzers;

/// <summary>An interpolation or concatenation as one text, as far as it is constant.</summary>
internal static class TextWithHoles
{
    /// <summary>Stands for a part that is not constant.</summary>
    public const char Hole = '\0';

    /// <summary>The text; what is not constant is added to <paramref name="holes"/>, in order.</summary>
    public static string Of(IOperation operation, List<IOperation>? holes = null)
    {
        var text = new StringBuilder();
        Add(operation, text, holes);
        return text.ToString();
    }

    private static void Add(IOperation operation, StringBuilder text, List<IOperation>? holes)
    {
        if (SecretValues.Constant(operation) is { } constant)
        {
            text.Append(constant);
            return;
        }

        switch (operation)
        {
            case IInterpolatedStringOperation interpolated:
                foreach (var part in interpolated.Parts)
                {
                    Add(part is IInterpolationOperation hole ? hole.Expression : part is IInterpolatedStringTextOperation literal ? literal.Text : part, text, holes);
                }

                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum:
                Add(sum.LeftOperand, text, holes);
                Add(sum.RightOperand, text, holes);
                break;
            default:
                text.Append(Hole);
                holes?.Add(operation);
                break;
        }
    }
}
