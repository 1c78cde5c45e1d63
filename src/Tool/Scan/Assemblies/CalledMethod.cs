using System.Reflection.Metadata;

namespace NumberVerify.Tool.Scan.Assemblies;

/// <summary>What a call says of the method that it calls.</summary>
/// <param name="Parameters">Names from left to right, where the method is of the same assembly.</param>
internal sealed record CalledMethod(string Type, string Name, int Arguments, bool HasThis, bool Returns, string?[] Parameters)
{
    public static CalledMethod? Of(MetadataReader metadata, EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.MethodSpecification:
                return Of(metadata, metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method);
            case HandleKind.MethodDefinition:
                var method = metadata.GetMethodDefinition((MethodDefinitionHandle)handle);
                return Of(metadata, MemberNames.Of(metadata, method.GetDeclaringType()), method.Name, method.Signature, Names(metadata, method));
            case HandleKind.MemberReference:
                var member = metadata.GetMemberReference((MemberReferenceHandle)handle);
                return Of(metadata, MemberNames.Of(metadata, member.Parent), member.Name, member.Signature, []);
            default:
                return null;
        }
    }

    public static string?[] Names(MetadataReader metadata, MethodDefinition method)
    {
        var names = new List<string?>();
        foreach (var handle in method.GetParameters())
        {
            var parameter = metadata.GetParameter(handle);
            while (names.Count < parameter.SequenceNumber)
            {
                names.Add(null);
            }

            if (parameter.SequenceNumber > 0)
            {
                names[parameter.SequenceNumber - 1] = metadata.GetString(parameter.Name);
            }
        }

        return [.. names];
    }

    private static CalledMethod? Of(MetadataReader metadata, string type, StringHandle name, BlobHandle signature, string?[] parameters)
    {
        const int Void = 0x01;
        const int Required = 0x1F;
        const int Optional = 0x20;
        var reader = metadata.GetBlobReader(signature);
        var header = reader.ReadSignatureHeader();
        if (header.Kind is not SignatureKind.Method)
        {
            return null;
        }

        if (header.IsGeneric)
        {
            reader.ReadCompressedInteger();
        }

        var count = reader.ReadCompressedInteger();
        var first = reader.ReadCompressedInteger();
        while (first is Required or Optional)
        {
            reader.ReadCompressedInteger();
            first = reader.ReadCompressedInteger();
        }

        return count > ushort.MaxValue ? null : new CalledMethod(type, metadata.GetString(name), count, header.IsInstance && !header.HasExplicitThis, first != Void, parameters);
    }
}
