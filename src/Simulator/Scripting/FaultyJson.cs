using System.Text.Json;

namespace NumberVerify.Simulator;

/// <summary>JSON objects as an operator should not write them. What is no JSON object stays as it is.</summary>
internal static class FaultyJson
{
    private const string UnknownMember = "x_simulated_extra";
    private const string Padding = "x_simulated_padding";

    internal static byte[] Change(byte[] body, SimulatorFault fault) => fault.Kind switch
    {
        SimulatorFaultKind.Oversized => Rewrite(body, WriteMember, json => json.WriteString(Padding, new string('x', fault.Bytes))),
        SimulatorFaultKind.ExtraFields => Rewrite(body, WriteMember, WriteUnknownMember),
        SimulatorFaultKind.DuplicateKeys => Rewrite(body, WriteTwice),
        SimulatorFaultKind.WrongTypes => Rewrite(body, WriteWrongType),
        _ => body,
    };

    private static byte[] Rewrite(byte[] body, Action<Utf8JsonWriter, JsonProperty> writeMember, Action<Utf8JsonWriter>? writeEnd = null)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return body;
            }

            using var stream = new MemoryStream();
            using (var json = new Utf8JsonWriter(stream))
            {
                json.WriteStartObject();
                foreach (var member in document.RootElement.EnumerateObject())
                {
                    writeMember(json, member);
                }

                writeEnd?.Invoke(json);
                json.WriteEndObject();
            }

            return stream.ToArray();
        }
        catch (JsonException)
        {
            return body;
        }
    }

    private static void WriteMember(Utf8JsonWriter json, JsonProperty member) => member.WriteTo(json);

    private static void WriteTwice(Utf8JsonWriter json, JsonProperty member)
    {
        member.WriteTo(json);
        if (member.Value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            json.WriteBoolean(member.Name, !member.Value.GetBoolean());
        }
        else
        {
            member.WriteTo(json);
        }
    }

    private static void WriteWrongType(Utf8JsonWriter json, JsonProperty member)
    {
        switch (member.Value.ValueKind)
        {
            case JsonValueKind.True or JsonValueKind.False or JsonValueKind.Number:
                json.WriteString(member.Name, member.Value.GetRawText());
                break;
            case JsonValueKind.String:
                json.WriteNumber(member.Name, 1);
                break;
            default:
                json.WriteNull(member.Name);
                break;
        }
    }

    private static void WriteUnknownMember(Utf8JsonWriter json)
    {
        json.WriteStartObject(UnknownMember);
        json.WriteStartArray("values");
        json.WriteNumberValue(1);
        json.WriteNullValue();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
