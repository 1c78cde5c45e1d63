using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NumberVerify.Analyzers;

/// <summary>What a name stands for within one method: a variable, or a member reached from one.</summary>
internal readonly struct Subject(ISymbol root, string path)
{
    public ISymbol Root { get; } = root;

    public string Path { get; } = path;

    /// <summary>Null where a value has no name that stays the same.</summary>
    public static Subject? Of(IOperation value)
    {
        var operation = SecretValues.Unwrap(value);
        return operation switch
        {
            ILocalReferenceOperation local => new Subject(local.Local, ""),
            IParameterReferenceOperation parameter => new Subject(parameter.Parameter, ""),
            IConditionalAccessInstanceOperation when TracedValue.Receiver(operation) is { } receiver => Of(receiver),
            IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } field => new Subject(field.Field, ""),
            IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } instance, Arguments: { Length: 1 } arguments } => SecretValues.Constant(arguments[0].Value) is { } key ? Of(instance)?.Member($"[{key}]") : null,
            IPropertyReferenceOperation { Property.IsIndexer: false, Instance: null or IInstanceReferenceOperation } property => new Subject(property.Property, ""),
            IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol { IsIndexer: false }, Instance: { } instance } member => Of(instance)?.Member("." + member.Member.Name),
            _ => null,
        };
    }

    /// <summary>The same thing, or a part of it.</summary>
    public bool IsWithin(Subject other) => SymbolEqualityComparer.Default.Equals(Root, other.Root) && Path.StartsWith(other.Path, StringComparison.Ordinal);

    public bool Is(Subject other) => SymbolEqualityComparer.Default.Equals(Root, other.Root) && Path == other.Path;

    /// <summary>Without the last member, if it has that name.</summary>
    public Subject Without(string member) => Path.EndsWith(member, StringComparison.Ordinal) ? new Subject(Root, Path.Substring(0, Path.Length - member.Length)) : this;

    private Subject Member(string name) => new(Root, Path + name);
}
