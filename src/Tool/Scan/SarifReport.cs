using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace NumberVerify.Tool.Scan;

/// <summary>The report as SARIF 2.1.0, which code hosts and editors show. Places are relative to what was scanned.</summary>
internal static class SarifReport
{
    private const string Root = "SCANNED";

    public static void Write(Stream stream, ScanReport report)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        Tool(json);
        Invocation(json, report);
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartArray("results");
        foreach (var finding in report.Findings)
        {
            var rule = ScanRule.All.Single(rule => rule.Id == finding.Rule);
            Result(json, rule, finding.Level, ScanText.Of(finding, rule), finding);
        }

        foreach (var omission in report.NotLookedInto)
        {
            Result(json, ScanRule.NotLookedInto, ScanRule.NotLookedInto.Level, ScanText.Of(omission), new Finding(ScanRule.NotLookedInto.Id, "", "", omission.Place, null, null, null, null));
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Tool(Utf8JsonWriter json)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "numberverify scan");
        json.WriteString("version", typeof(SarifReport).Assembly.GetName().Version?.ToString(3) ?? "0.0.0");
        json.WriteString("informationUri", ScanRule.NotLookedInto.HelpUri);
        json.WriteStartArray("rules");
        foreach (var rule in ScanRule.All)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Id);
            Text(json, "shortDescription", rule.Title);
            Text(json, "help", rule.Remedy);
            json.WriteString("helpUri", rule.HelpUri);
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", rule.Level);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Invocation(Utf8JsonWriter json, ScanReport report)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", report.NotLookedInto.Length == 0);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Result(Utf8JsonWriter json, ScanRule rule, string level, string message, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", rule.Id);
        json.WriteNumber("ruleIndex", ScanRule.All.ToList().IndexOf(rule));
        json.WriteString("level", level);
        Text(json, "message", message);
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", string.Join('/', finding.Place.Split('/').Select(part => Uri.EscapeDataString(part).Replace("%21", "!", StringComparison.Ordinal))));
        json.WriteString("uriBaseId", Root);
        json.WriteEndObject();
        if (finding is { Line: { } line, Column: { } column })
        {
            json.WriteStartObject("region");
            json.WriteNumber("startLine", line);
            json.WriteNumber("startColumn", column);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        if (finding.Member is { } member)
        {
            json.WriteStartArray("logicalLocations");
            json.WriteStartObject();
            json.WriteString("fullyQualifiedName", member);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndArray();

        // Of where it is and not of what it is: a fingerprint of a weak secret would give it away.
        json.WriteStartObject("partialFingerprints");
        json.WriteString("place/v1", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{rule.Id}\n{finding.Place}\n{finding.Member}\n{finding.Name}")))[..32]);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
