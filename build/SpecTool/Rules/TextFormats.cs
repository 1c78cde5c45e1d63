using System.Text.Json.Nodes;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool.Rules;

/// <summary>
/// The generator gives some formats of text a C# type. Where that type would be written in another way than the format says, or could not keep a limit that
/// stands beside the format, the value stays text.
/// </summary>
internal static class TextFormats
{
    private static readonly string[] s_limits = ["pattern", "minLength", "maxLength"];

    public static void Apply(JsonObject schema)
    {
        if (schema.Text("type") != "string")
        {
            return;
        }

        switch (schema.Text("format"))
        {
            // TimeSpan and TimeOnly have JSON of their own, neither that of RFC 3339.
            case "duration" or "time" or "time-span":
            case "uri" when s_limits.Any(schema.ContainsKey):
                schema.Remove("format");
                break;
            case "date" or "date-time" or "guid" or "uuid":
                // The form is the type's; a limit beside it could only say the same again.
                foreach (var limit in s_limits)
                {
                    schema.Remove(limit);
                }

                break;
        }
    }
}
