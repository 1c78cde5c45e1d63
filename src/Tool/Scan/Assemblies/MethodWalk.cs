using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Text;

namespace NumberVerify.Tool.Scan.Assemblies;

/// <summary>
/// Follows the literals of one method from where they are loaded to where they go: an argument, a field, the result. Instructions are taken in the order in which they stand, and a
/// local is what was last put into it: enough for what compilers make of an assignment, an initializer or a call.
/// </summary>
internal sealed class MethodWalk(AssemblyImage image, Action<string, CalledMethod?, int, IReadOnlyList<string?>> given, Action<int> loaded)
{
    private const int UserStringTable = 0x70;
    private const int MostOnStack = 4096;

    private readonly List<string?> _stack = [];
    private readonly Dictionary<int, string?> _locals = [];
    private readonly Dictionary<int, CalledMethod?> _called = [];

    /// <summary>Receives the literal, and the method or field that takes it. For a field the method is null and the list holds its name; for the method's own result both are.</summary>
    public void Follow(MethodDefinition method)
    {
        var il = Code(image.At(method.RelativeVirtualAddress));
        _stack.Clear();
        _locals.Clear();
        for (var i = 0; i < il.Length;)
        {
            var code = il[i++];
            var wide = code == 0xFE;
            if (wide && i >= il.Length)
            {
                return;
            }

            var second = wide ? il[i++] : (byte)0;
            var instruction = wide ? Instruction.OfTwoBytes(second) : Instruction.Of(code);
            if (instruction.Operand < 0 || instruction.Operand > il.Length - i)
            {
                return;
            }

            var operand = il.Slice(i, instruction.Operand);
            i += instruction.Operand;
            if (code == 0x45)
            {
                i = (int)Math.Min(il.Length, i + (4L * BinaryPrimitives.ReadUInt32LittleEndian(operand)));
            }

            Step(wide ? 0xFE00 | second : code, operand, instruction);
        }
    }

    private void Step(int code, ReadOnlySpan<byte> operand, Instruction instruction)
    {
        switch (code)
        {
            case 0x72:
                var token = BinaryPrimitives.ReadInt32LittleEndian(operand);
                loaded(token);
                Push((token >>> 24) == UserStringTable ? image.Metadata.GetUserString(MetadataTokens.UserStringHandle(token & 0xFFFFFF)) : null);
                break;
            case >= 0x06 and <= 0x09:
                Push(_locals.GetValueOrDefault(code - 0x06));
                break;
            case 0x11:
                Push(_locals.GetValueOrDefault(operand[0]));
                break;
            case 0xFE0C:
                Push(_locals.GetValueOrDefault(BinaryPrimitives.ReadUInt16LittleEndian(operand)));
                break;
            case >= 0x0A and <= 0x0D:
                _locals[code - 0x0A] = Pop();
                break;
            case 0x13:
                _locals[operand[0]] = Pop();
                break;
            case 0xFE0E:
                _locals[BinaryPrimitives.ReadUInt16LittleEndian(operand)] = Pop();
                break;
            case 0x25:
                var top = Pop();
                Push(top);
                Push(top);
                break;
            case 0x7D or 0x80:
                if (Pop() is { } value)
                {
                    given(value, null, 0, [Field(operand)]);
                }

                Drop(code == 0x7D ? 1 : 0);
                break;
            case 0x7F:
                Push(Data(operand));
                break;
            case 0x28 or 0x6F or 0x73:
                Call(operand, isNew: code == 0x73);
                break;
            case 0x29:
                _stack.Clear();
                break;
            case 0x2A:
                if (_stack.Count > 0 && Pop() is { } result)
                {
                    given(result, null, 0, []);
                }

                _stack.Clear();
                break;
            case 0x74 or 0x8C or 0x71:
                break;
            default:
                Drop(instruction.Pops);
                for (var i = 0; i < instruction.Pushes; i++)
                {
                    Push(null);
                }

                break;
        }
    }

    private void Call(ReadOnlySpan<byte> operand, bool isNew)
    {
        var token = BinaryPrimitives.ReadInt32LittleEndian(operand);
        if (!_called.TryGetValue(token, out var method))
        {
            method = _called[token] = CalledMethod.Of(image.Metadata, MetadataTokens.EntityHandle(token));
        }

        if (method is null)
        {
            _stack.Clear();
            Push(null);
            return;
        }

        var arguments = new string?[method.Arguments];
        for (var i = arguments.Length - 1; i >= 0; i--)
        {
            arguments[i] = Pop();
        }

        var receiver = method.HasThis && !isNew ? Pop() : null;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] is { } literal)
            {
                given(literal, method, i, arguments);
            }
        }

        if (isNew || method.Returns)
        {
            Push(Kept(method, receiver, arguments));
        }
    }

    /// <summary>What a call gives that changes a text's form and not what it says.</summary>
    private static string? Kept(CalledMethod method, string? receiver, string?[] arguments) => method.Name switch
    {
        "ToCharArray" or "Trim" or "ToArray" or "ToString" when receiver is not null => receiver,
        "AsSpan" or "AsMemory" or "op_Implicit" or "GetBytes" or "FromBase64String" or "ToArray" or "Trim" when arguments.Length > 0 => arguments[0],
        ".ctor" when arguments.Length > 0 && method.Type is "System.ReadOnlySpan`1" or "System.String" => arguments[0],
        "Concat" when method.Type is "System.String" && arguments.Any(argument => argument is not null) => string.Join('\0', arguments.Select(argument => argument ?? "\0")).Replace("\0", "", StringComparison.Ordinal) is var all && arguments.All(argument => argument is not null) ? all : null,
        _ => null,
    };

    private string Field(ReadOnlySpan<byte> operand)
    {
        var handle = MetadataTokens.EntityHandle(BinaryPrimitives.ReadInt32LittleEndian(operand));
        return handle.Kind switch
        {
            HandleKind.FieldDefinition => image.Metadata.GetString(image.Metadata.GetFieldDefinition((FieldDefinitionHandle)handle).Name),
            HandleKind.MemberReference => image.Metadata.GetString(image.Metadata.GetMemberReference((MemberReferenceHandle)handle).Name),
            _ => "",
        };
    }

    /// <summary>The text of a <c>"..."u8</c> literal, which is a field's initial bytes.</summary>
    private string? Data(ReadOnlySpan<byte> operand)
    {
        const int LongestText = 8192;
        var handle = MetadataTokens.EntityHandle(BinaryPrimitives.ReadInt32LittleEndian(operand));
        if (handle.Kind is not HandleKind.FieldDefinition)
        {
            return null;
        }

        var field = image.Metadata.GetFieldDefinition((FieldDefinitionHandle)handle);
        if ((field.Attributes & FieldAttributes.HasFieldRVA) == 0)
        {
            return null;
        }

        var bytes = image.At(field.GetRelativeVirtualAddress());
        bytes = bytes[..Math.Min(bytes.Length, LongestText)];
        var end = bytes.IndexOf((byte)0);
        return end > 0 ? Encoding.UTF8.GetString(bytes[..end]) : null;
    }

    private void Push(string? value)
    {
        if (_stack.Count < MostOnStack)
        {
            _stack.Add(value);
        }
    }

    private string? Pop()
    {
        if (_stack.Count == 0)
        {
            return null;
        }

        var value = _stack[^1];
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    private void Drop(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Pop();
        }
    }

    /// <summary>The instructions behind a tiny or fat header (ECMA-335 II.25.4).</summary>
    private static ReadOnlySpan<byte> Code(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty)
        {
            return [];
        }

        if ((body[0] & 3) == 2)
        {
            var length = body[0] >> 2;
            return length < body.Length ? body.Slice(1, length) : [];
        }

        if (body.Length < 12 || (body[0] & 3) != 3)
        {
            return [];
        }

        var start = (body[1] >> 4) * 4;
        var size = BinaryPrimitives.ReadInt32LittleEndian(body[4..]);
        return size > 0 && size <= body.Length - start ? body.Slice(start, size) : [];
    }
}
