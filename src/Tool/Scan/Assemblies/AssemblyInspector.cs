using System.Buffers;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text;

namespace NumberVerify.Tool.Scan.Assemblies;

/// <summary>
/// Reads an assembly's metadata and instructions, without loading it: constants, defaults of parameters, attributes, literals and where they go, initial data, embedded resources.
/// </summary>
internal sealed class AssemblyInspector(ScanLimits limits, Findings findings, Inspector inspector)
{
    private static readonly SearchValues<string> s_words = SearchValues.Create(["secret", "privatekey", "private_key"], StringComparison.OrdinalIgnoreCase);

    /// <summary>False for what is no assembly: a native program, or a WebAssembly module of something else.</summary>
    public bool Inspect(Subject subject, Stream stream, CancellationToken cancellationToken)
    {
        Span<byte> head = stackalloc byte[4];
        stream.ReadExactly(head);
        var isPortable = head.StartsWith("MZ"u8);
        stream.Position = 0;
        if (head.SequenceEqual("XALZ"u8))
        {
            var unpacked = CompressedAssembly.Read(stream, limits.InMemory) ?? throw new InvalidDataException();
            subject.Budget.TakeBytes(unpacked.Length);
            inspector.Inspect(subject.Inner("assembly"), new MemoryStream(unpacked), cancellationToken);
            return true;
        }

        if (isPortable && !IsManaged(stream))
        {
            return false;
        }

        stream.Position = 0;
        if (stream.Length > limits.InMemory)
        {
            findings.Omit(subject.Place, "larger than a scan holds in memory");
            return false;
        }

        var file = new byte[stream.Length];
        stream.ReadExactly(file);
        if (isPortable)
        {
            using var image = AssemblyImage.Open(file) ?? throw new BadImageFormatException();
            Inspect(subject, image, cancellationToken);
            return true;
        }

        if (Webcil.Find(file) is >= 0 and var start)
        {
            using var image = Webcil.Open(file, start) ?? throw new BadImageFormatException();
            Inspect(subject, image, cancellationToken);
            return true;
        }

        return false;
    }

    private static bool IsManaged(Stream stream)
    {
        try
        {
            using var reader = new PEReader(stream, PEStreamOptions.LeaveOpen);
            return reader.HasMetadata;
        }
        catch (BadImageFormatException)
        {
            // The mark of a portable executable and nothing behind it: a program for another system, or any file that begins so.
            return false;
        }
    }

    private void Inspect(Subject subject, AssemblyImage image, CancellationToken cancellationToken)
    {
        var metadata = image.Metadata;
        var judge = new LiteralJudge(findings, subject);
        var literals = Literals(metadata, cancellationToken);
        var speaks = SpeaksOfSecrets(image.Bytes);
        Constants(metadata, judge, speaks);
        InitialData(subject, image, cancellationToken);
        if (speaks || literals.Count > 0)
        {
            Attributes(metadata, judge);
            Methods(image, judge, literals, cancellationToken);
        }

        Resources(subject, image, cancellationToken);
    }

    /// <summary>The literals that are worth a look by themselves.</summary>
    private static HashSet<int> Literals(MetadataReader metadata, CancellationToken cancellationToken)
    {
        var found = new HashSet<int>();
        if (metadata.GetHeapSize(HeapIndex.UserString) > 1)
        {
            for (var handle = MetadataTokens.UserStringHandle(1); !handle.IsNil; handle = metadata.GetNextHandle(handle))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (LiteralJudge.IsInteresting(metadata.GetUserString(handle)))
                {
                    found.Add(MetadataTokens.GetToken(handle));
                }
            }
        }

        return found;
    }

    /// <summary>Whether any member is named after a secret, or an attribute speaks of one.</summary>
    private static bool SpeaksOfSecrets(ReadOnlySpan<byte> metadata)
    {
        const int Longest = 16;
        Span<char> letters = stackalloc char[4096];
        for (var start = 0; start < metadata.Length; start += letters.Length - Longest)
        {
            var length = Encoding.Latin1.GetChars(metadata[start..Math.Min(metadata.Length, start + letters.Length)], letters);
            if (letters[..length].ContainsAny(s_words))
            {
                return true;
            }
        }

        return false;
    }

    private static void Constants(MetadataReader metadata, LiteralJudge judge, bool speaks)
    {
        foreach (var handle in metadata.FieldDefinitions)
        {
            var field = metadata.GetFieldDefinition(handle);
            if ((field.Attributes & FieldAttributes.Literal) != 0 && Text(metadata, field.GetDefaultValue()) is { } text)
            {
                var name = metadata.GetString(field.Name);
                var type = MemberNames.Of(metadata, field.GetDeclaringType());
                judge.Named(name, text, type);
                judge.Text(text, type, name);
            }
        }

        if (!speaks)
        {
            return;
        }

        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            foreach (var parameterHandle in method.GetParameters())
            {
                var parameter = metadata.GetParameter(parameterHandle);
                if ((parameter.Attributes & ParameterAttributes.HasDefault) != 0 && Text(metadata, parameter.GetDefaultValue()) is { } text)
                {
                    judge.Named(metadata.GetString(parameter.Name), text, Member(metadata, method));
                }
            }
        }
    }

    private static string? Text(MetadataReader metadata, ConstantHandle handle)
    {
        if (handle.IsNil || metadata.GetConstant(handle) is var constant && constant.TypeCode is not ConstantTypeCode.String)
        {
            return null;
        }

        var blob = metadata.GetBlobReader(metadata.GetConstant(handle).Value);
        return blob.ReadUTF16(blob.Length & ~1);
    }

    private static void Attributes(MetadataReader metadata, LiteralJudge judge)
    {
        foreach (var handle in metadata.CustomAttributes)
        {
            var attribute = metadata.GetCustomAttribute(handle);
            var blob = metadata.GetBlobBytes(attribute.Value);
            if (blob.Length < 12)
            {
                continue;
            }

            var method = CalledMethod.Of(metadata, attribute.Constructor);
            var type = method?.Type;
            CustomAttributeValue<string> value;
            try
            {
                value = attribute.DecodeValue(AttributeTypes.Instance);
            }
            catch (Exception exception) when (exception is BadImageFormatException or NotSupportedException)
            {
                // A type of an enumeration elsewhere, whose length is not known: what is text in here is looked at as it stands.
                judge.Text(Encoding.UTF8.GetString(blob), type);
                continue;
            }

            for (var i = 0; i < value.FixedArguments.Length; i++)
            {
                if (value.FixedArguments[i].Value is string text)
                {
                    judge.Text(text, type);
                    if (method is not null && i < method.Parameters.Length && method.Parameters[i] is { } name)
                    {
                        judge.Named(name, text, type);
                    }
                }
            }

            foreach (var argument in value.NamedArguments)
            {
                if (argument is { Value: string text, Name: { } name })
                {
                    judge.Text(text, type, name);
                    judge.Named(name, text, type);
                }
            }
        }
    }

    private static void Methods(AssemblyImage image, LiteralJudge judge, HashSet<int> literals, CancellationToken cancellationToken)
    {
        var metadata = image.Metadata;
        MethodDefinition method = default;
        var walk = new MethodWalk(
            image,
            (text, called, place, rest) =>
            {
                if (called is not null)
                {
                    judge.Given(text, called, place, rest, Member(metadata, method));
                }
                else
                {
                    judge.Named(rest.Count > 0 ? rest[0]! : Result(metadata.GetString(method.Name)), text, Member(metadata, method));
                }
            },
            token =>
            {
                if (literals.Contains(token))
                {
                    judge.Text(metadata.GetUserString(MetadataTokens.UserStringHandle(token & 0xFFFFFF)), Member(metadata, method));
                }
            });
        foreach (var handle in metadata.MethodDefinitions)
        {
            cancellationToken.ThrowIfCancellationRequested();
            method = metadata.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress != 0)
            {
                walk.Follow(method);
            }
        }
    }

    private void InitialData(Subject subject, AssemblyImage image, CancellationToken cancellationToken)
    {
        const int Shortest = 32;
        foreach (var handle in image.Metadata.FieldDefinitions)
        {
            var field = image.Metadata.GetFieldDefinition(handle);
            if ((field.Attributes & FieldAttributes.HasFieldRVA) == 0 || field.GetRelativeVirtualAddress() is not (> 0 and var address))
            {
                continue;
            }

            var bytes = image.At(address);
            var length = Math.Min(bytes.Length, Length(image.Metadata, field));
            if (length >= Shortest)
            {
                inspector.InspectData(subject, bytes[..length].ToArray(), cancellationToken);
            }
        }
    }

    /// <summary>The length of a field with initial data: its type is one that has nothing but a length.</summary>
    private static int Length(MetadataReader metadata, FieldDefinition field)
    {
        const int Field = 0x06;
        const int ValueType = 0x11;
        var signature = metadata.GetBlobReader(field.Signature);
        return signature.Length > 2 && signature.ReadByte() == Field && signature.ReadByte() == ValueType && signature.ReadTypeHandle() is { IsNil: false, Kind: HandleKind.TypeDefinition } type
            ? metadata.GetTypeDefinition((TypeDefinitionHandle)type).GetLayout().Size
            : 0;
    }

    private void Resources(Subject subject, AssemblyImage image, CancellationToken cancellationToken)
    {
        foreach (var handle in image.Metadata.ManifestResources)
        {
            var resource = image.Metadata.GetManifestResource(handle);
            if (!resource.Implementation.IsNil)
            {
                continue;
            }

            var bytes = image.Resource(resource.Offset);
            subject.Budget.TakeEntry();
            inspector.Inspect(subject.Inner(image.Metadata.GetString(resource.Name)), new MemoryStream(bytes.ToArray()), cancellationToken);
        }
    }

    private static string Member(MetadataReader metadata, MethodDefinition method) => $"{MemberNames.Of(metadata, method.GetDeclaringType())}.{metadata.GetString(method.Name)}";

    /// <summary>A property is known by its own name.</summary>
    private static string Result(string method) => method.StartsWith("get_", StringComparison.Ordinal) ? method[4..] : method;
}
