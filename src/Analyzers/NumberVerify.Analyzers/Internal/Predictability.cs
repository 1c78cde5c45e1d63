using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NumberVerify.Analyzers;

/// <summary>How easily a value can be guessed. What is not understood is <see cref="Degree.Unknown"/>: nothing is held against it.</summary>
internal static class Predictability
{
    internal enum Degree
    {
        /// <summary>Nothing at all, not even empty text.</summary>
        Nothing,

        Unknown,

        /// <summary>Unique, and on today's systems random, but not made to be secret.</summary>
        Guid,

        Empty,
        Predictable,
    }

    /// <summary>The worst of the values that something can have; empty text counts only where there is no better one.</summary>
    public static Degree Of(TracedValue value)
    {
        var operation = SecretValues.Unwrap(value.Operation);
        if (operation is ILocalReferenceOperation local && Filled(local) is { } filled)
        {
            return filled;
        }

        var worst = Degree.Nothing;
        var isUnknown = false;
        foreach (var origin in value.Origins(NamesUser))
        {
            var degree = OfOrigin(origin);
            isUnknown |= degree is Degree.Unknown or Degree.Guid;
            worst = degree > worst && degree is not Degree.Empty ? degree : worst;
            worst = degree is Degree.Empty && worst is Degree.Nothing ? Degree.Empty : worst;
        }

        return worst is Degree.Empty && isUnknown ? Degree.Unknown : worst;
    }

    private static Degree OfOrigin(TracedValue origin)
    {
        var operation = origin.Operation;
        if (operation.ConstantValue is { HasValue: true } constant)
        {
            return constant.Value switch
            {
                null => Degree.Nothing,
                _ when operation.Type?.TypeKind is TypeKind.Enum => Degree.Unknown,
                "" => Degree.Empty,
                string text => OfText(text),
                _ => Degree.Predictable,
            };
        }

        if (NamesUser(operation))
        {
            return Degree.Predictable;
        }

        return operation switch
        {
            IFieldReferenceOperation field => OfField(field, origin),
            IPropertyReferenceOperation property => OfProperty(property, origin),
            IInvocationOperation call => OfCall(call, origin),
            IIncrementOrDecrementOperation => Degree.Predictable,
            IInterpolatedStringOperation interpolated => Combine(origin, interpolated.Parts.OfType<IInterpolationOperation>().Select(hole => hole.Expression)),
            IBinaryOperation binary => Combine(origin, [binary.LeftOperand, binary.RightOperand]),
            IObjectCreationOperation { Type: { Name: "Guid", ContainingNamespace.Name: "System" }, Arguments.Length: 0 } => Degree.Predictable,
            IObjectCreationOperation { Type.SpecialType: SpecialType.System_String } creation => Combine(origin, creation.Arguments.Select(argument => argument.Value)),
            IObjectCreationOperation { Type: { Name: "Guid" or "DateTime" or "DateTimeOffset", ContainingNamespace.Name: "System" } } creation => Combine(origin, creation.Arguments.Select(argument => argument.Value)),
            IArrayCreationOperation { Initializer: { } elements } => Combine(origin, elements.ElementValues),
            _ => Degree.Unknown,
        };
    }

    /// <summary>Constant text; a template is filled in later, and a phone number has a rule of its own.</summary>
    public static Degree OfText(string text) => text.IndexOfAny(['{', '<', '[', '$', '%', TextWithHoles.Hole]) >= 0 || PhoneNumbers.IsNumber(text) ? Degree.Unknown : Degree.Predictable;

    private static Degree OfField(IFieldReferenceOperation reference, TracedValue origin)
    {
        var field = reference.Field;
        if (field.Name is "Empty" && field.ContainingType is { SpecialType: SpecialType.System_String })
        {
            return Degree.Empty;
        }

        if (field.Name is "Empty" && field.ContainingType is { Name: "Guid", ContainingNamespace.Name: "System" })
        {
            return Degree.Predictable;
        }

        // A static read-only field is one value for all users, so that even a literal hidden in it counts; an instance's may be set by its constructor.
        return field is { IsReadOnly: true, IsStatic: true, DeclaringSyntaxReferences: { Length: 1 } references }
            && references[0].SyntaxTree == reference.Syntax.SyntaxTree
            && references[0].GetSyntax() is Microsoft.CodeAnalysis.CSharp.Syntax.VariableDeclaratorSyntax { Initializer: { } initializer }
            && reference.SemanticModel?.GetOperation(initializer) is IFieldInitializerOperation { Value: { } value }
                ? Of(origin.Part(value))
                : Degree.Unknown;
    }

    private static Degree OfProperty(IPropertyReferenceOperation reference, TracedValue origin)
    {
        var property = reference.Property;
        var type = property.ContainingType;
        switch (type.Name)
        {
            case "DateTime" or "DateTimeOffset" when property.Name is "Now" or "UtcNow" or "Today":
            case "Environment" when property.Name is "TickCount" or "TickCount64" or "ProcessId" or "CurrentManagedThreadId" or "MachineName" or "UserName":
            case "Stopwatch" when property.Name.StartsWith("Elapsed", StringComparison.Ordinal):
            case "IIdentity" or "ClaimsIdentity" when property.Name is "Name":
                return Degree.Predictable;
            case "Claim" when property.Name is "Value" && reference.Instance is { } claim:
                return Of(origin.Part(claim));
            default:
                return reference.Instance is { Type: { IsValueType: true, ContainingNamespace.Name: "System" } } instance ? Of(origin.Part(instance)) : Degree.Unknown;
        }
    }

    private static Degree OfCall(IInvocationOperation call, TracedValue origin)
    {
        var method = call.TargetMethod;
        switch (method.ContainingType.Name)
        {
            case "Guid" when method.Name is "NewGuid" or "CreateVersion7":
                return Degree.Guid;
            case "Stopwatch" when method.Name is "GetTimestamp":
            case "TimeProvider" when method.Name is "GetUtcNow" or "GetLocalNow" or "GetTimestamp":
            case "Interlocked":
            case "PrincipalExtensions" or "ClaimsPrincipal" or "ClaimsIdentity" when method.Name is "FindFirstValue" or "FindFirst":
                return Degree.Predictable;
        }

        if (IsRandom(call) || (method.Name is "GetHashCode" && method.Parameters.IsEmpty))
        {
            return Degree.Predictable;
        }

        if (IsSecure(call.TargetMethod.ContainingType))
        {
            return Degree.Unknown;
        }

        if (call.Instance is { Type: { IsValueType: true, ContainingNamespace.Name: "System" } or { SpecialType: SpecialType.System_String } } instance)
        {
            return Combine(origin, call.Arguments.Select(argument => argument.Value).Prepend(instance));
        }

        if (Encodings.Keeps(call))
        {
            // An encoder or a hash function is no part of what it is given.
            var receiver = call.Instance is { Type.Name: "StringBuilder" } builder ? [builder] : Enumerable.Empty<IOperation>();
            return Combine(origin, call.Arguments.Select(argument => argument.Value).Concat(receiver));
        }

        return method.ContainingType is { Name: "Enumerable", ContainingNamespace.Name: "Linq" } && HoldsRandom(call) ? Degree.Predictable : Degree.Unknown;
    }

    /// <summary>What is put together is as good as its best part.</summary>
    private static Degree Combine(TracedValue whole, IEnumerable<IOperation> parts)
    {
        var best = Degree.Predictable;
        var isEmpty = true;
        foreach (var part in parts)
        {
            var degree = SecretValues.Unwrap(part).ConstantValue.HasValue || part.Type?.TypeKind is TypeKind.Enum || part.Type?.Name is "CultureInfo" or "Encoding"
                ? SecretValues.Constant(part) is "" or null ? Degree.Nothing : Degree.Predictable
                : Of(whole.Part(part));
            isEmpty &= degree is Degree.Nothing or Degree.Empty;
            best = degree is Degree.Unknown or Degree.Guid && degree < best ? degree : best;
        }

        return isEmpty && best is Degree.Predictable ? Degree.Empty : best;
    }

    /// <summary>What fills a buffer or builder, or is appended to a text; null where nothing does.</summary>
    private static Degree? Filled(ILocalReferenceOperation reference)
    {
        Degree? filled = null;
        foreach (var operation in TracedValue.Root(reference).Descendants())
        {
            Degree? degree = operation switch
            {
                IInvocationOperation { Instance: { } instance } call when Is(instance) && call.TargetMethod.Name is "Append" or "Insert" or "AppendFormat" =>
                    HoldsRandom(call) ? Degree.Predictable : call.Arguments.All(argument => argument.Value.ConstantValue.HasValue) ? null : Degree.Unknown,
                IArgumentOperation { Parent: IInvocationOperation call } argument when Is(argument.Value) && call.TargetMethod.ContainingType.SpecialType is not SpecialType.System_String =>
                    IsRandom(call) ? Degree.Predictable
                    : argument.Parameter?.RefKind is RefKind.Out or RefKind.Ref || IsSecure(call.TargetMethod.ContainingType) ? Degree.Unknown
                    : argument.Parameter?.Type is IArrayTypeSymbol or { Name: "Span" or "Memory" } && !Encodings.Keeps(call) && call.TargetMethod.ReturnsVoid ? Degree.Unknown
                    : null,
                IAssignmentOperation { Target: IArrayElementReferenceOperation { ArrayReference: { } array } } assignment when Is(array) => HoldsRandom(assignment.Value) ? Degree.Predictable : Degree.Unknown,
                ICompoundAssignmentOperation assignment when Is(assignment.Target) => HoldsRandom(assignment.Value) ? Degree.Predictable : Degree.Unknown,
                _ => null,
            };
            if (degree is Degree.Unknown)
            {
                return Degree.Unknown;
            }

            filled ??= degree;
        }

        return filled;

        bool Is(IOperation operation) => SecretValues.Unwrap(operation) is ILocalReferenceOperation other && SymbolEqualityComparer.Default.Equals(other.Local, reference.Local);
    }

    private static bool HoldsRandom(IOperation operation) => operation.DescendantsAndSelf().Any(IsRandom);

    /// <summary>A call of <c>System.Random</c> itself: a type that derives from it may be secure.</summary>
    private static bool IsRandom(IOperation operation) =>
        operation is IInvocationOperation { Instance.Type: { Name: "Random", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } };

    private static bool IsSecure(INamedTypeSymbol type) => type.Name is "RandomNumberGenerator" or "RNGCryptoServiceProvider" or "SecureRandom";

    /// <summary>Named after what identifies a user, and public or easily come by.</summary>
    private static bool NamesUser(IOperation operation)
    {
        var name = operation switch
        {
            IParameterReferenceOperation parameter => parameter.Parameter.Name,
            IMemberReferenceOperation { Member: IFieldSymbol { IsConst: false } or IPropertySymbol } member => member.Member.Name,
            _ => null,
        };
        if (name is null || operation.Type is not { } type || !(type.SpecialType is SpecialType.System_String or SpecialType.System_Int32 or SpecialType.System_Int64 || type.Name is "Guid"))
        {
            return false;
        }

        var words = SecretNames.Words(name);
        var last = words.Count == 0 ? "" : words[words.Count - 1];
        var before = words.Count < 2 ? "" : words[words.Count - 2];
        return last is "userid" or "username" or "email" or "counter"
            || (last is "id" or "identifier" or "name" && before is "user" or "account" or "customer" or "member" or "tenant" or "client")
            || (last is "id" && before is "" && operation is IMemberReferenceOperation { Instance.Type.Name: var owner } && owner.EndsWith("User", StringComparison.Ordinal));
    }
}
