using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace NumberVerify.Simulator;

/// <summary>JSON of the control API and of the configuration file: camel case, names instead of enumeration numbers, and no member nobody reads.</summary>
[JsonSerializable(typeof(DeviceState))]
[JsonSerializable(typeof(IReadOnlyList<DeviceState>))]
[JsonSerializable(typeof(DeviceAddition))]
[JsonSerializable(typeof(DeviceChange))]
[JsonSerializable(typeof(OperatorTokenRequest))]
[JsonSerializable(typeof(CreatedOperatorToken))]
[JsonSerializable(typeof(OpenedAuthorization))]
[JsonSerializable(typeof(AuthorizationCallback))]
[JsonSerializable(typeof(SigningKeyRotation))]
[JsonSerializable(typeof(SubscriberState))]
[JsonSerializable(typeof(IReadOnlyList<SubscriberState>))]
[JsonSerializable(typeof(VonageVerifySettings))]
[JsonSerializable(typeof(AuthyVerificationSettings))]
[JsonSerializable(typeof(PlannedFault))]
[JsonSerializable(typeof(SimulatorFault))]
[JsonSerializable(typeof(IReadOnlyList<SimulatorFault>))]
[JsonSerializable(typeof(ClockState))]
[JsonSerializable(typeof(ClockAdvance))]
[JsonSerializable(typeof(SmsMessage))]
[JsonSerializable(typeof(IReadOnlyList<SmsMessage>))]
[JsonSerializable(typeof(SimulatorExchange))]
[JsonSerializable(typeof(IReadOnlyList<SimulatorExchange>))]
[JsonSerializable(typeof(SimulatorConfiguration))]
[JsonSerializable(typeof(PageState))]
internal sealed partial class ControlJson : JsonSerializerContext
{
    internal static ControlJson Wire { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters =
        {
            new JsonStringEnumConverter<DeviceConnection>(allowIntegerValues: false),
            new JsonStringEnumConverter<SubscriberLine>(allowIntegerValues: false),
            new JsonStringEnumConverter<SimulatorFaultKind>(allowIntegerValues: false),
            new JsonStringEnumConverter<ParameterSource>(allowIntegerValues: false),
            new JsonStringEnumConverter<WifiBehavior>(allowIntegerValues: false),
            new JsonStringEnumConverter<DPoPSupport>(allowIntegerValues: false),
            new JsonStringEnumConverter<BackchannelAnswer>(allowIntegerValues: false),
        },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // never inside HTML; "+" stays "+"
    });

    /// <exception cref="FormatException">Says where the fault is, and repeats no value.</exception>
    internal static T Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw new FormatException("A JSON object is required.");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"The JSON is not valid, or not as expected, at {exception.Path ?? "$"}.");
        }
    }
}
