using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace NumberVerify.Analyzers;

/// <summary>NV1010: a phone number, plain, encoded or hashed, where the state of an authorization request goes.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PhoneNumberAsStateAnalyzer : NumberVerifyAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.PhoneNumberAsState];

    private protected override bool AppliesTo(ProjectContext project) => true;

    private protected override void Start(CompilationStartAnalysisContext context, ProjectContext project)
    {
        var files = new FileOperations(context, static topics => (topics & Topics.OAuth) != 0, static topics => (topics & (Topics.OAuth | Topics.State)) != 0);
        AuthorizationValues.Register(files, AuthorizationParameter.State | AuthorizationParameter.ApplicationState, (operation, value) =>
        {
            if (value.Operation is { } given ? IsPhone(TracedValue.Of(given)) : PhoneNumbers.IsNumber(value.Text!))
            {
                // The whole argument is reported, because the fix takes it out.
                var isArgument = value.Whole is IArgumentOperation;
                var fix = value.Symbol is IParameterSymbol { IsOptional: true } ? FixProperties.Remove : null;
                Report(operation, Descriptors.PhoneNumberAsState, project, isArgument ? value.Whole.Syntax : value.Syntax, fix, value.Member, project.Description);
            }
        });
        files.RegisterOperationAction(operation => RazorField(operation, project), OperationKind.Invocation);
    }

    /// <summary>The value of a form's field that is named state: its siblings in the builder's calls, from the element's opening to the next one or its end.</summary>
    private static void RazorField(OperationContext context, ProjectContext project)
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
        if (start >= 0 && element.Any(other => other is not null && IsAttribute(other, "name") && SecretValues.Constant(other.Arguments[2].Value) is "state")
           
            && IsPhone(TracedValue.Of(call.Arguments[2].Value)))
        {
            Report(context, Descriptors.PhoneNumberAsState, project, call.Arguments[2].Value.Syntax, fix: null, "state", project.Description);
        }
    }

    private static bool IsAttribute(IInvocationOperation call, string name) =>
        call.TargetMethod is { Name: "AddAttribute", ContainingType.Name: "RenderTreeBuilder" } && call.Arguments.Length >= 3 && SecretValues.Constant(call.Arguments[1].Value) == name;

    private static bool IsPhone(TracedValue value) => value.Origins(NamesPhone).Any(origin =>
    {
        var operation = origin.Operation;
        if (operation.ConstantValue is { HasValue: true } constant)
        {
            return constant.Value is string text && PhoneNumbers.IsNumber(text);
        }

        return NamesPhone(operation) || operation switch
        {
            IInterpolatedStringOperation interpolated => interpolated.Parts.OfType<IInterpolationOperation>().Any(hole => IsPhone(origin.Part(hole.Expression))),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => IsPhone(origin.Part(sum.LeftOperand)) || IsPhone(origin.Part(sum.RightOperand)),
            IInvocationOperation call when Encodings.Keeps(call) =>
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
            { SpecialType: SpecialType.System_String or SpecialType.System_Int64 or SpecialType.System_UInt64 } or { Name: "StringValues" } => name is not null && PhoneNumbers.IsName(name),
            _ => false,
        };
    }
}
