using System.Reflection.Metadata;

namespace NumberVerify.Tool.Scan.Assemblies;

/// <summary>Names as a program's author wrote them.</summary>
internal static class MemberNames
{
    /// <summary>A type's full name; empty where it is an instance of a generic one, or damaged.</summary>
    public static string Of(MetadataReader metadata, EntityHandle type)
    {
        switch (type.Kind)
        {
            case HandleKind.TypeDefinition:
                var definition = metadata.GetTypeDefinition((TypeDefinitionHandle)type);
                var name = metadata.GetString(definition.Name);
                var outer = definition.GetDeclaringType();
                return outer.IsNil || outer == (TypeDefinitionHandle)type ? Full(metadata.GetString(definition.Namespace), name) : $"{metadata.GetString(metadata.GetTypeDefinition(outer).Name)}.{name}";
            case HandleKind.TypeReference:
                var reference = metadata.GetTypeReference((TypeReferenceHandle)type);
                return Full(metadata.GetString(reference.Namespace), metadata.GetString(reference.Name));
            case HandleKind.TypeSpecification:
                return Generic(metadata, metadata.GetTypeSpecification((TypeSpecificationHandle)type));
            default:
                return "";
        }
    }

    /// <summary><c>&lt;ClientSecret&gt;k__BackingField</c> is ClientSecret, and so is what a local of an asynchronous method became.</summary>
    public static string Source(string name)
    {
        var end = name.Length > 2 && name[0] == '<' ? name.IndexOf('>', StringComparison.Ordinal) : -1;
        return end > 1 ? name[1..end] : name;
    }

    private static string Generic(MetadataReader metadata, TypeSpecification specification)
    {
        const int GenericInstance = 0x15;
        var reader = metadata.GetBlobReader(specification.Signature);
        return reader.Length > 3 && reader.ReadByte() == GenericInstance && reader.ReadByte() is 0x11 or 0x12 && reader.ReadTypeHandle() is { IsNil: false, Kind: HandleKind.TypeReference or HandleKind.TypeDefinition } type
            ? Of(metadata, type)
            : "";
    }

    private static string Full(string space, string name) => space.Length == 0 ? name : $"{space}.{name}";
}
