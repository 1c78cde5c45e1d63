using System.Text;
using System.Text.Json.Nodes;

namespace NumberVerify.SpecTool.Loading;

/// <summary>Reads one YAML or JSON file into a JSON tree.</summary>
internal static class SourceFile
{
    /// <summary>No document of ours is near these; a hostile one is stopped by them.</summary>
    public const int MaxNodes = 500_000;

    public const int MaxDepth = 128;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static JsonNode? Load(string path, SourceMap map)
    {
        var start = new SourcePlace(path, 1, 1);
        string text;
        try
        {
            var bytes = File.ReadAllBytes(path);
            text = StrictUtf8.GetString(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(Encoding.UTF8.Preamble.Length) : bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new SpecException(SpecErrorIds.InvalidSyntax, start, "The file is not UTF-8.", "Save it as UTF-8.");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SpecException(SpecErrorIds.FileNotReadable, start, "The file does not exist.", "Correct the path.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SpecException(SpecErrorIds.FileNotReadable, start, $"The file cannot be read: {exception.Message}", "Make it readable.");
        }

        return Parse(text, path, map);
    }

    public static JsonNode? Parse(string text, string path, SourceMap map) =>
        path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? new JsonLoader(text, path, map).Load() : new YamlLoader(text, path, map).Load();
}
