using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NumberVerify.Analyzers;

/// <summary>Texts joined by plus signs.</summary>
internal static class JoinedText
{
    public static bool Is(IOperation? operation) => operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String };

    /// <summary>What is joined, from left to right, if <paramref name="operation"/> is the whole of it; empty for a part of a larger one.</summary>
    public static List<IOperation> Operands(IOperation operation)
    {
        var operands = new List<IOperation>();
        if (Is(operation) && !Is(operation.Parent))
        {
            Flatten(operation, operands);
        }

        return operands;
    }

    private static void Flatten(IOperation operation, List<IOperation> operands)
    {
        if (Is(operation))
        {
            Flatten(((IBinaryOperation)operation).LeftOperand, operands);
            Flatten(((IBinaryOperation)operation).RightOperand, operands);
        }
        else
        {
            operands.Add(operation);
        }
    }
}
