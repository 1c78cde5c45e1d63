using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NumberVerify.PackageFacts;

/// <summary>Writes a software bill of materials: CycloneDX 1.6, JSON. Without a time, so that the same package has the same one.</summary>
internal static class BillOfMaterials
{
    public static string Write(PackageIdentity own, DependencyGraph graph)
    {
        // The serial number is made from all the rest.
        var withoutNumber = Write(own, graph, serialNumber: null);
        return Write(own, graph, $"urn:uuid:{new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(withoutNumber)).AsSpan(0, 16))}");
    }

    private static string Write(PackageIdentity own, DependencyGraph graph, string? serialNumber)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            var subject = new Component { Name = own.Name, Version = own.Version, License = own.License, IsOwn = true };
            json.WriteStartObject();
            json.WriteString("bomFormat", "CycloneDX");
            json.WriteString("specVersion", "1.6");
            if (serialNumber is not null)
            {
                json.WriteString("serialNumber", serialNumber);
            }

            json.WriteNumber("version", 1);
            json.WriteStartObject("metadata");
            json.WritePropertyName("component");
            Write(json, subject);
            json.WriteEndObject();
            json.WriteStartArray("components");
            foreach (var component in graph.Components)
            {
                Write(json, component);
            }

            json.WriteEndArray();
            json.WriteStartArray("dependencies");
            Write(json, graph, subject.Reference, graph.Direct);
            foreach (var component in graph.Components)
            {
                Write(json, graph, component.Reference, component.Needs);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, Component component)
    {
        json.WriteStartObject();
        json.WriteString("type", "library");
        json.WriteString("bom-ref", component.Reference);
        json.WriteString("name", component.Name);
        json.WriteString("version", component.Version);
        if (component.Sha512 is not null)
        {
            json.WriteStartArray("hashes");
            json.WriteStartObject();
            json.WriteString("alg", "SHA-512");
            json.WriteString("content", component.Sha512);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteStartArray("licenses");
        json.WriteStartObject();
        if (component.License is { } expression)
        {
            json.WriteString("expression", expression);
        }
        else
        {
            json.WriteStartObject("license");
            json.WriteString("name", "Licence of its own words, see THIRD-PARTY-NOTICES.txt");
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndArray();
        if (component.Copyright is not null)
        {
            json.WriteString("copyright", component.Copyright);
        }

        if (component.IsPublished)
        {
            json.WriteString("purl", component.Reference);
        }

        if (component.Website is not null)
        {
            json.WriteStartArray("externalReferences");
            json.WriteStartObject();
            json.WriteString("type", "website");
            json.WriteString("url", component.Website);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, DependencyGraph graph, string reference, IEnumerable<string> needs)
    {
        var references = needs.SelectMany(need => graph.Components.Where(component => string.Equals(component.Name, need, StringComparison.OrdinalIgnoreCase))).Select(static component => component.Reference).Distinct();
        json.WriteStartObject();
        json.WriteString("ref", reference);
        json.WriteStartArray("dependsOn");
        foreach (var need in references)
        {
            json.WriteStringValue(need);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
