using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace NumberVerify.Analyzers;

/// <summary>NV2004: a SHA-256 over a number that is known to lack its plus sign, where the hash of a phone number is asked for.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HashWithoutPlusAnalyzer : NumberVerifyAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.HashWithoutPlus];

    private protected override bool AppliesTo(ProjectContext project) => true;

    private protected override void Start(CompilationStartAnalysisContext context, ProjectContext project)
    {
        var compilation = context.Compilation;
        if (compilation.GetTypeByMetadataName("System.Security.Cryptography.SHA256") is not { } sha256)
        {
            return;
        }

        var client = compilation.GetTypeByMetadataName(OwnApi.Client);
        var files = new FileOperations(context, static topics => (topics & Topics.Hash) != 0, static _ => true);
        files.RegisterOperationAction(
            operation =>
            {
                var argument = (IArgumentOperation)operation.Operation;
                if (argument is { ArgumentKind: ArgumentKind.Explicit, Parameter: { Type.SpecialType: SpecialType.System_String } parameter }
                    && (IsHashName(parameter.Name) || (parameter is { Name: "phoneNumber", ContainingSymbol: IMethodSymbol { Name: "ForUser" } method } && OwnApi.Is(method.ContainingType, client))))
                {
                    Check(operation, project, sha256, argument.Value, parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
                        ? constructor.ContainingType.Name
                        : $"{parameter.ContainingType.Name}.{parameter.ContainingSymbol.Name}");
                }
            },
            OperationKind.Argument);
        files.RegisterOperationAction(
            operation =>
            {
                var assignment = (ISimpleAssignmentOperation)operation.Operation;
                if (assignment.Target is IMemberReferenceOperation { Type.SpecialType: SpecialType.System_String, Member: var member } && IsHashName(member.Name))
                {
                    Check(operation, project, sha256, assignment.Value, $"{member.ContainingType.Name}.{member.Name}");
                }
            },
            OperationKind.SimpleAssignment);
    }

    /// <summary>The name of the API, in any casing.</summary>
    private static bool IsHashName(string name) => name.Length is >= 17 and <= 20 && SecretNames.Join(name) is "hashedphonenumber";

    private static void Check(OperationContext context, ProjectContext project, INamedTypeSymbol sha256, IOperation value, string member)
    {
        if (Hashed(TracedValue.Of(value), sha256).Any(LacksPlus))
        {
            Report(context, Descriptors.HashWithoutPlus, project, value.Syntax, fix: null, member, project.Description);
        }
    }

    /// <summary>What goes into the SHA-256 whose hex digits a value is.</summary>
    private static IEnumerable<TracedValue> Hashed(TracedValue value, INamedTypeSymbol sha256) => value.Origins().SelectMany(origin => origin.Operation switch
    {
        IInvocationOperation { TargetMethod.Name: "HashData" or "ComputeHash", Arguments: { Length: > 0 } arguments } call when OwnApi.Is(call.Instance?.Type ?? call.TargetMethod.ContainingType, sha256) =>
            [origin.Part(arguments[0].Value)],
        // The hex digits of the bytes, by a converter, a formatter or a query over them.
        IInvocationOperation call => Inputs(call).SelectMany(input => Hashed(origin.Part(input), sha256)),
        _ => Array.Empty<TracedValue>(),
    });

    private static IEnumerable<IOperation> Inputs(IInvocationOperation call) => call.Instance is { } instance
        ? call.Instance.Type is { Name: "StringBuilder" } ? [] : [instance]
        : call.Arguments.Take(2).Select(argument => argument.Value);

    /// <summary>Known to begin with a digit. What is not known is believed to be right.</summary>
    private static bool LacksPlus(TracedValue value) => value.Origins().Any(origin =>
    {
        var operation = origin.Operation;
        if (operation.ConstantValue is { HasValue: true } constant)
        {
            return constant.Value is string { Length: > 0 } text && StartsWithoutPlus(text);
        }

        return operation switch
        {
            IUtf8StringOperation utf8 => StartsWithoutPlus(utf8.Value),
            IInterpolatedStringOperation { Parts: { Length: > 0 } parts } => parts[0] switch
            {
                IInterpolatedStringTextOperation literal => LacksPlus(origin.Part(literal.Text)),
                IInterpolationOperation hole => LacksPlus(origin.Part(hole.Expression)) || IsInteger(hole.Expression),
                _ => false,
            },
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum => IsInteger(sum.LeftOperand) || LacksPlus(origin.Part(sum.LeftOperand)),
            IRangeOperation => false,
            IObjectCreationOperation { Type.SpecialType: SpecialType.System_String, Arguments: { Length: 1 } arguments } => KeepsDigits(origin.Part(arguments[0].Value)),
            IImplicitIndexerReferenceOperation { Argument: IRangeOperation { LeftOperand: { } start } } => IsPositive(start),
            IInvocationOperation call => Removes(origin, call),
            _ => false,
        };
    });

    private static bool Removes(TracedValue origin, IInvocationOperation call)
    {
        var arguments = call.Arguments;
        var first = arguments.Length > 0 ? arguments[0].Value : null;
        var receiver = call.Instance;
        if (call.TargetMethod is { IsStatic: true, ContainingType.SpecialType: SpecialType.System_String })
        {
            return call.TargetMethod.Name is "Concat" && first is not null && (KeepsDigits(origin.Part(first)) || (arguments.Length > 1 && LacksPlus(origin.Part(first))));
        }

        if (call.TargetMethod is { Name: "Replace", ContainingType.Name: "Regex" })
        {
            var (pattern, replacement) = receiver is null && arguments.Length >= 3 ? (arguments[1].Value, arguments[2].Value) : (null, null);
            return pattern is not null && SecretValues.Constant(pattern) is @"\D" or @"\D+" or "[^0-9]" or "[^0-9]+" or @"[^\d]" or @"[^\d]+" or @"\+" or @"^\+" && SecretValues.IsNothing(replacement!);
        }

        switch (call.TargetMethod.Name)
        {
            // Bytes of a text, and changes that leave its beginning alone.
            case "GetBytes" or "AsSpan" or "ToArray" or "AsMemory" when first is not null && arguments.Length <= 2 && !(receiver is null && arguments.Length == 2):
                return LacksPlus(origin.Part(first));
            case "ToLowerInvariant" or "ToLower" or "Normalize" or "TrimEnd" when receiver is not null:
                return LacksPlus(origin.Part(receiver));
            case "TrimStart" or "Trim" when receiver is { Type.SpecialType: SpecialType.System_String }:
                return arguments.Any(argument => NamesPlus(argument.Value)) || LacksPlus(origin.Part(receiver));
            case "Replace" when receiver is { Type.SpecialType: SpecialType.System_String } && arguments.Length >= 2:
                return NamesPlus(first!) ? IsEmpty(arguments[1].Value) || LacksPlus(origin.Part(arguments[1].Value)) : LacksPlus(origin.Part(receiver));
            case "Substring" when receiver is { Type.SpecialType: SpecialType.System_String }:
                return IsPositive(first!);
            case "Remove" when receiver is { Type.SpecialType: SpecialType.System_String }:
                return first!.ConstantValue is { HasValue: true, Value: 0 };
            case "ToString" when receiver is not null:
                return IsInteger(receiver);
            default:
                return false;
        }
    }

    private static bool StartsWithoutPlus(string text)
    {
        var trimmed = text.TrimStart();
        return trimmed.Length > 0 && trimmed[0] is >= '0' and <= '9';
    }

    private static bool IsEmpty(IOperation value) => SecretValues.IsNothing(value);

    private static bool IsPositive(IOperation value) => SecretValues.Unwrap(value).ConstantValue is { HasValue: true, Value: > 0 };

    private static bool IsInteger(IOperation value) => SecretValues.Unwrap(value) is { ConstantValue.HasValue: false, Type.SpecialType: >= SpecialType.System_Int32 and <= SpecialType.System_UInt64 };

    /// <summary><c>'+'</c> or <c>"+"</c>, alone or among others.</summary>
    private static bool NamesPlus(IOperation value) => value.DescendantsAndSelf().Any(part => part.ConstantValue is { HasValue: true, Value: '+' or "+" });

    /// <summary><c>number.Where(char.IsDigit)</c>, made a text again.</summary>
    private static bool KeepsDigits(TracedValue value) => value.Origins().Any(origin => origin.Operation switch
    {
        IInvocationOperation { TargetMethod.Name: "ToArray", Arguments: { Length: > 0 } arguments } => KeepsDigits(origin.Part(arguments[0].Value)),
        IInvocationOperation { TargetMethod.Name: "Where", Arguments: { Length: 2 } arguments } => OnlyDigits(arguments[1].Value),
        _ => false,
    });

    private static bool OnlyDigits(IOperation predicate)
    {
        var parts = predicate.DescendantsAndSelf().ToList();
        return parts.Exists(part => part is IMethodReferenceOperation { Method.Name: "IsDigit" or "IsNumber" or "IsAsciiDigit" } or IInvocationOperation { TargetMethod.Name: "IsDigit" or "IsNumber" or "IsAsciiDigit" })
            && !parts.Exists(part => part is IBinaryOperation or IUnaryOperation or IIsPatternOperation);
    }
}
