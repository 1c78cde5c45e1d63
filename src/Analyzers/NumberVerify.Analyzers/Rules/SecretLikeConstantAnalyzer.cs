using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace NumberVerify.Analyzers;

/// <summary>NV1002: something named like a secret is given a literal value. What goes into an OAuth client is NV1001's.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SecretLikeConstantAnalyzer : NumberVerifyAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.SecretLikeConstant];

    private protected override bool AppliesTo(ProjectContext project) => project.ShipsConstants;

    private protected override void Start(CompilationStartAnalysisContext context, ProjectContext project)
    {
        var files = new FileOperations(context, static topics => (topics & Topics.Secret) != 0, static _ => true);
        files.RegisterOperationAction(operation => Field(operation, project), OperationKind.FieldInitializer);
        if (!project.IsFrontend)
        {
            return;
        }

        var sinks = SecretSinks.Resolve(context.Compilation);
        files.RegisterOperationAction(operation => Property(operation, project), OperationKind.PropertyInitializer);
        files.RegisterOperationAction(operation => Local(operation, project), OperationKind.VariableDeclarator);
        files.RegisterOperationAction(operation => ParameterDefault(operation, project), OperationKind.ParameterInitializer);
        files.RegisterOperationAction(operation => Assignment(operation, project, sinks), OperationKind.SimpleAssignment, OperationKind.CoalesceAssignment);
        files.RegisterOperationAction(operation => Argument(operation, project, sinks), OperationKind.Argument);
        files.RegisterOperationAction(operation => Return(operation, project), OperationKind.Return);
        files.RegisterOperationAction(operation => Tuple(operation, project), OperationKind.Tuple);
        files.RegisterOperationAction(operation => ForeignConstant(operation, project, sinks), OperationKind.FieldReference);
    }

    private static void Field(OperationContext context, ProjectContext project)
    {
        var initializer = (IFieldInitializerOperation)context.Operation;
        foreach (var field in initializer.InitializedFields)
        {
            if (project.IsFrontend || IsExportedConstant(field))
            {
                Check(context, project, field.Name, initializer.Value, FixProperties.Remove);
            }
        }
    }

    private static void Property(OperationContext context, ProjectContext project)
    {
        var initializer = (IPropertyInitializerOperation)context.Operation;
        foreach (var property in initializer.InitializedProperties)
        {
            Check(context, project, property.Name, initializer.Value, fix: null);
        }
    }

    private static void Local(OperationContext context, ProjectContext project)
    {
        var declarator = (IVariableDeclaratorOperation)context.Operation;
        if (declarator.Initializer is { } initializer)
        {
            Check(context, project, declarator.Symbol.Name, initializer.Value, FixProperties.Remove);
        }
    }

    private static void ParameterDefault(OperationContext context, ProjectContext project)
    {
        var initializer = (IParameterInitializerOperation)context.Operation;
        Check(context, project, initializer.Parameter.Name, initializer.Value, fix: null);
    }

    private static void Assignment(OperationContext context, ProjectContext project, SecretSinks sinks)
    {
        var assignment = (IAssignmentOperation)context.Operation;
        ISymbol? target = assignment.Target switch
        {
            // An anonymous object is a request's body: NV1006's.
            IPropertyReferenceOperation { Property: { Name: "client_secret", ContainingType.IsAnonymousType: true } } => null,
            IMemberReferenceOperation { Member: IPropertySymbol { IsIndexer: false } or IFieldSymbol } reference => reference.Member,
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            _ => null,
        };
        if (target is not null && SecretNames.MayBeSecret(target.Name) && !IsOAuthClients(sinks, target))
        {
            Check(context, project, target.Name, assignment.Value, FixProperties.Remove);
        }
    }

    private static void Argument(OperationContext context, ProjectContext project, SecretSinks sinks)
    {
        var argument = (IArgumentOperation)context.Operation;
        if (argument is { ArgumentKind: ArgumentKind.Explicit, Parameter: { } parameter } && SecretNames.MayBeSecret(parameter.Name) && !IsOAuthClients(sinks, parameter))
        {
            Check(context, project, parameter.Name, argument.Value, fix: null);
        }
    }

    private static void Return(OperationContext context, ProjectContext project)
    {
        if (context.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.PropertyGet or MethodKind.Ordinary or MethodKind.LocalFunction } method
            && ((IReturnOperation)context.Operation).ReturnedValue is { } value
            && !IsInLambda(context.Operation))
        {
            Check(context, project, (method.AssociatedSymbol ?? method).Name, value, fix: null);
        }
    }

    private static void Tuple(OperationContext context, ProjectContext project)
    {
        var tuple = (ITupleOperation)context.Operation;
        if (tuple.NaturalType is INamedTypeSymbol { IsTupleType: true } type && type.TupleElements.Length == tuple.Elements.Length)
        {
            for (var i = 0; i < tuple.Elements.Length; i++)
            {
                Check(context, project, type.TupleElements[i].Name, tuple.Elements[i], fix: null);
            }
        }
    }

    /// <summary>A constant of a library is copied into the program that uses it.</summary>
    private static void ForeignConstant(OperationContext context, ProjectContext project, SecretSinks sinks)
    {
        var reference = (IFieldReferenceOperation)context.Operation;
        if (reference.Field is { IsConst: true } field
            && SecretNames.MayBeSecret(field.Name)
            && !SymbolEqualityComparer.Default.Equals(field.ContainingAssembly, context.Compilation.Assembly)
            && !IsReportedElsewhere(reference, sinks))
        {
            Check(context, project, field.Name, reference, fix: null);
        }
    }

    private static bool IsReportedElsewhere(IFieldReferenceOperation reference, SecretSinks sinks)
    {
        var parent = reference.Parent;
        while (parent is IConversionOperation or IParenthesizedOperation)
        {
            parent = parent.Parent;
        }

        return parent switch
        {
            IArgumentOperation { Parameter: { } parameter } => IsOAuthClients(sinks, parameter) || Holds(parameter.Name),
            IAssignmentOperation { Target: IMemberReferenceOperation target } => IsOAuthClients(sinks, target.Member) || Holds(target.Member.Name),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => Holds(declarator.Symbol.Name),
            IFieldInitializerOperation initializer => initializer.InitializedFields.Any(other => Holds(other.Name)),
            IPropertyInitializerOperation initializer => initializer.InitializedProperties.Any(other => Holds(other.Name)),
            INameOfOperation => true,
            _ => false,
        };

        bool Holds(string name) => SecretNames.MayHoldSecret(name) && SecretText.LooksSecret(name, reference.Field.ConstantValue as string);
    }

    /// <summary>A constant of this program's own is one secret, however often it is used.</summary>
    private static bool IsReportedWhereDeclared(IOperation value)
    {
        ISymbol? constant = SecretValues.Unwrap(value) switch
        {
            IFieldReferenceOperation { Field: { IsConst: true } field } => field,
            ILocalReferenceOperation { Local: { IsConst: true } local } => local,
            _ => null,
        };
        return constant is { DeclaringSyntaxReferences.Length: > 0 }
            && SecretNames.MayHoldSecret(constant.Name)
            && SecretText.LooksSecret(constant.Name, SecretValues.Constant(value));
    }

    private static void Check(OperationContext context, ProjectContext project, string name, IOperation value, string? fix)
    {
        if (SecretNames.MayHoldSecret(name) && !IsReportedWhereDeclared(value) && SecretValues.Texts(value).Any(text => SecretText.LooksSecret(name, text)))
        {
            Report(context, Descriptors.SecretLikeConstant, project, value.Syntax, fix, name, project.Description);
        }
    }

    private static bool IsOAuthClients(SecretSinks sinks, ISymbol symbol) => sinks.MayBe(symbol) && (sinks.IsKnown(symbol) || SecretSinks.HasOAuthShape(symbol));

    private static bool IsInLambda(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsExportedConstant(IFieldSymbol field)
    {
        if (!field.IsConst && !(field.IsStatic && field.IsReadOnly))
        {
            return false;
        }

        for (ISymbol? symbol = field; symbol is IFieldSymbol or INamedTypeSymbol; symbol = symbol.ContainingSymbol)
        {
            if (symbol.DeclaredAccessibility is not Accessibility.Public)
            {
                return false;
            }
        }

        return true;
    }
}
