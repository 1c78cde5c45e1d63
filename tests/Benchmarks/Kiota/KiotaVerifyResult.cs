using Microsoft.Kiota.Abstractions.Serialization;

namespace NumberVerify.Benchmarks;

/// <summary>As Kiota generates models.</summary>
internal sealed class KiotaVerifyResult : IParsable
{
    public bool? DevicePhoneNumberVerified { get; set; }

    public static KiotaVerifyResult CreateFromDiscriminatorValue(IParseNode node) => new();

    public IDictionary<string, Action<IParseNode>> GetFieldDeserializers() => new Dictionary<string, Action<IParseNode>>
    {
        ["devicePhoneNumberVerified"] = node => DevicePhoneNumberVerified = node.GetBoolValue(),
    };

    public void Serialize(ISerializationWriter writer) => writer.WriteBoolValue("devicePhoneNumberVerified", DevicePhoneNumberVerified);
}
