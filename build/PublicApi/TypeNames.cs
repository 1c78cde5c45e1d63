using Mono.Cecil;

namespace NumberVerify.PublicApi;

/// <summary>Types as C# writes them: keywords, generic arguments, question marks; without namespaces, which are listed once, unless a short name means two types.</summary>
internal sealed class TypeNames
{
    private static readonly Dictionary<string, string> s_keywords = new()
    {
        ["System.Void"] = "void", ["System.Object"] = "object", ["System.String"] = "string", ["System.Boolean"] = "bool", ["System.Char"] = "char", ["System.Byte"] = "byte",
        ["System.SByte"] = "sbyte", ["System.Int16"] = "short", ["System.UInt16"] = "ushort", ["System.Int32"] = "int", ["System.UInt32"] = "uint", ["System.Int64"] = "long",
        ["System.UInt64"] = "ulong", ["System.Single"] = "float", ["System.Double"] = "double", ["System.Decimal"] = "decimal",
    };

    private readonly Dictionary<string, HashSet<string>> _namespaces = [];

    public IEnumerable<string> Usings() => _namespaces.Values.SelectMany(static names => names).Where(static name => name.Length > 0).Distinct().Order(StringComparer.Ordinal);

    /// <summary>The name without generic parameters.</summary>
    public string Plain(TypeReference type)
    {
        var tick = type.Name.IndexOf('`', StringComparison.Ordinal);
        var name = tick < 0 ? type.Name : type.Name[..tick];
        if (type.DeclaringType is { } outer)
        {
            return $"{Plain(outer)}.{name}";
        }

        if (!_namespaces.TryGetValue(type.Name, out var names))
        {
            _namespaces[type.Name] = names = [];
        }

        names.Add(type.Namespace);
        return names.Count > 1 ? $"{type.Namespace}.{name}" : name;
    }

    public string Of(TypeReference type, Nullability? nullability = null)
    {
        nullability ??= Nullability.Unknown;
        switch (type)
        {
            case ByReferenceType reference:
                return Of(reference.ElementType, nullability);
            case RequiredModifierType modified:
                return Of(modified.ElementType, nullability);
            case ArrayType array:
                var mark = nullability.Next();
                return $"{Of(array.ElementType, nullability)}[]{mark}";
            case GenericParameter parameter:
                return parameter.Name + nullability.Next();
            case GenericInstanceType { ElementType.FullName: "System.Nullable`1" } optional:
                nullability.Next();
                return Of(optional.GenericArguments[0], nullability) + "?";
            case GenericInstanceType instance:
                var question = nullability.Next();
                var arguments = string.Join(", ", instance.GenericArguments.Select(argument => Of(argument, nullability)));
                return $"{Plain(instance.ElementType)}<{arguments}>{(instance.IsValueType ? "" : question)}";
            case TypeDefinition { HasGenericParameters: true } definition:
                return $"{Plain(definition)}<{string.Join(", ", definition.GenericParameters.Select(static parameter => parameter.Name))}>";
            default:
                return (s_keywords.TryGetValue(type.FullName, out var keyword) ? keyword : Plain(type)) + (type.IsValueType || type.FullName == "System.Void" ? "" : nullability.Next());
        }
    }
}
