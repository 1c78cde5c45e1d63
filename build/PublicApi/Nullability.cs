using Mono.Cecil;

namespace NumberVerify.PublicApi;

/// <summary>The compiler's nullable annotations of one type reference, read off in the order its parts are written.</summary>
internal sealed class Nullability
{
    private const byte Annotated = 2;
    private readonly byte[] _flags;
    private int _next;

    private Nullability(byte[] flags) => _flags = flags;

    public static Nullability Unknown => new([0]);

    /// <summary>The annotation of <paramref name="provider"/> itself, or else what the nearest of its surroundings says for all.</summary>
    public static Nullability Of(ICustomAttributeProvider provider, params ICustomAttributeProvider[] surroundings)
    {
        if (Value(provider, "NullableAttribute") is { } own)
        {
            return new Nullability(own);
        }

        foreach (var surrounding in surroundings)
        {
            for (var place = surrounding; place is not null; place = (place as TypeDefinition)?.DeclaringType)
            {
                if (Value(place, "NullableContextAttribute") is { } context)
                {
                    return new Nullability(context);
                }
            }
        }

        return Unknown;
    }

    /// <summary>A question mark where the next part may be null.</summary>
    public string Next() => _flags[_flags.Length == 1 ? 0 : Math.Min(_next++, _flags.Length - 1)] == Annotated ? "?" : "";

    private static byte[]? Value(ICustomAttributeProvider provider, string attribute) =>
        provider.CustomAttributes.FirstOrDefault(candidate => candidate.AttributeType.Name == attribute)?.ConstructorArguments[0].Value switch
        {
            byte flag => [flag],
            CustomAttributeArgument[] flags => [.. flags.Select(static flag => (byte)flag.Value)],
            _ => null,
        };
}
