using Microsoft.Kiota.Abstractions.Serialization;

namespace NumberVerify.Benchmarks;

/// <summary>As Kiota generates models.</summary>
internal sealed class KiotaVerifyRequest : IParsable
{
    public string? PhoneNumber { get; set; }

    public IDictionary<string, Action<IParseNode>> GetFieldDeserializers() => new Dictionary<string, Action<IParseNode>>
    {
        ["phoneNumber"] = node => PhoneNumber = node.GetStringValue(),
    };

    public void Serialize(ISerializationWriter writer) => writer.WriteStringValue("phoneNumber", PhoneNumber);
}
