using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NumberVerify.Analyzers;

/// <summary>The calls of a method that each use up a session, and what they use up: the user client, the session they are given, the code it comes from.</summary>
internal sealed class SingleUses
{
    /// <summary>One bit for each in a path's state; more of them in one method are not told apart.</summary>
    private const int MaxSubjects = 64;

    private readonly Dictionary<SyntaxNode, ulong> _uses = [];
    private readonly List<(Subject Subject, string Description)> _subjects = [];
    private readonly INamedTypeSymbol? _client;
    private readonly INamedTypeSymbol _userClient;
    private readonly IOperation _root;

    public SingleUses(IOperation root, INamedTypeSymbol? client, INamedTypeSymbol userClient)
    {
        _root = root;
        _client = client;
        _userClient = userClient;
        foreach (var call in Calls(root, userClient))
        {
            if (Keys(call) is not 0 and var keys)
            {
                _uses[call.Syntax] = keys;
            }
        }
    }

    public bool IsEmpty => _uses.Count == 0;

    public static IEnumerable<IInvocationOperation> Calls(IOperation root, INamedTypeSymbol userClient) => root.Descendants().OfType<IInvocationOperation>().Where(call => IsUse(call, userClient));

    public static bool IsUse(IInvocationOperation call, INamedTypeSymbol userClient) =>
        call.TargetMethod.Name is "VerifyNumberAsync" or "VerifyHashedNumberAsync" or "GetDevicePhoneNumberAsync" && OwnApi.Is(call.TargetMethod.ContainingType, userClient);

    /// <summary>What a call uses up; nothing for other calls.</summary>
    public ulong Of(IInvocationOperation call) => _uses.TryGetValue(call.Syntax, out var keys) ? keys : 0;

    /// <summary>What is another thing after <paramref name="target"/> was assigned.</summary>
    public ulong Replaced(Subject target) => Select(subject => subject.IsWithin(target));

    /// <summary>What is used up by a name that is declared outside of <paramref name="function"/>.</summary>
    public ulong From(SyntaxNode function) => Select(subject => subject.Root is IFieldSymbol || !subject.Root.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == function.SyntaxTree && function.Span.Contains(reference.Span)));

    /// <summary>What a message calls the first of them.</summary>
    public string Describe(ulong keys) => _subjects.Where((_, i) => (keys & (1UL << i)) != 0).Select(subject => subject.Description).FirstOrDefault() ?? "";

    private ulong Select(Func<Subject, bool> condition)
    {
        var keys = 0UL;
        for (var i = 0; i < _subjects.Count; i++)
        {
            keys |= condition(_subjects[i].Subject) ? 1UL << i : 0;
        }

        return keys;
    }

    private ulong Keys(IInvocationOperation call)
    {
        var config = call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "config" && argument.ArgumentKind is ArgumentKind.Explicit)?.Value;
        if (config is not null && !SecretValues.IsNothing(config))
        {
            if (Definition(config) is not IObjectCreationOperation creation)
            {
                return 0;
            }

            var session = creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>().FirstOrDefault(assignment => assignment.Target is IPropertyReferenceOperation { Property.Name: "Session" })?.Value;
            if (session is not null && !SecretValues.IsNothing(session))
            {
                return SessionKeys(session);
            }
        }

        return call.Instance is { } receiver ? ClientKeys(receiver) : 0;
    }

    /// <summary>A session is its own key, and one with the client that it was got from.</summary>
    private ulong SessionKeys(IOperation session)
    {
        var definition = Definition(session);
        var got = definition is IAwaitOperation await ? SecretValues.Unwrap(await.Operation) : definition;
        got = got is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } task } ? SecretValues.Unwrap(task) : got;
        var keys = Subject.Of(session) is { } subject ? Bit(subject, "session") : 0;
        return got is IInvocationOperation { TargetMethod: { Name: "GetSessionAsync", ContainingType: var type }, Instance: { } receiver } && OwnApi.Is(type, _userClient)
            ? keys | ClientKeys(receiver)
            : keys;
    }

    /// <summary>A client is its own key, and one with the code that it was made for.</summary>
    private ulong ClientKeys(IOperation receiver)
    {
        var definition = Definition(receiver);
        if (definition is IInvocationOperation { TargetMethod: { Name: "ForUser", ContainingType: var type } } made && OwnApi.Is(type, _client))
        {
            var keys = Named(receiver, "user client");
            return made.Arguments.FirstOrDefault(argument => argument.Parameter?.Name is "code" or "response")?.Value is { } code && Subject.Of(code)?.Without(".Code") is { } subject && !IsReassigned(subject)
                ? keys | Bit(subject, "code")
                : keys;
        }

        // Another name of it.
        return definition == SecretValues.Unwrap(receiver) ? Named(receiver, "user client") : Named(receiver, "user client") | Named(definition, "user client");
    }

    /// <summary>A property may be another client each time it is asked.</summary>
    private ulong Named(IOperation value, string description) =>
        SecretValues.Unwrap(value) is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IConditionalAccessInstanceOperation && Subject.Of(value) is { } subject && subject.Root is not IPropertySymbol
            ? Bit(subject, description)
            : 0;

    private ulong Bit(Subject subject, string description)
    {
        var at = _subjects.FindIndex(other => other.Subject.Is(subject));
        if (at < 0 && _subjects.Count < MaxSubjects)
        {
            at = _subjects.Count;
            _subjects.Add((subject, description));
        }

        return at < 0 ? 0 : 1UL << at;
    }

    /// <summary>What a local was declared as, if nothing else is assigned to it; otherwise the value itself.</summary>
    private IOperation Definition(IOperation value)
    {
        var operation = SecretValues.Unwrap(value);
        operation = operation is IConditionalAccessInstanceOperation && TracedValue.Receiver(operation) is { } receiver ? SecretValues.Unwrap(receiver) : operation;
        if (operation is not ILocalReferenceOperation { Local: var local } || IsReassigned(new Subject(local, "")))
        {
            return operation;
        }

        var declarator = _root.Descendants().OfType<IVariableDeclaratorOperation>().FirstOrDefault(other => SymbolEqualityComparer.Default.Equals(other.Symbol, local));
        return declarator?.GetVariableInitializer() is { } initializer ? SecretValues.Unwrap(initializer.Value) : operation;
    }

    private bool IsReassigned(Subject subject) => _root.Descendants().Any(operation => operation switch
    {
        IAssignmentOperation assignment => Subject.Of(assignment.Target) is { } target && subject.IsWithin(target),
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => Subject.Of(argument.Value) is { } target && subject.IsWithin(target),
        _ => false,
    });
}
