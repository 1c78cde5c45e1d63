using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NumberVerify.SpecTool.Loading;

/// <summary>
/// JSON to a tree. JSON is nearly YAML, but only nearly (tabs, long keys), and System.Text.Json's own nodes know no places.
/// </summary>
internal sealed class JsonLoader(string text, string path, SourceMap map)
{
    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(text);
    private int _line = 1;
    private int _lineStart;
    private int _scanned;

    public JsonNode? Load()
    {
        var reader = new Utf8JsonReader(_utf8, new JsonReaderOptions { MaxDepth = SourceFile.MaxDepth });
        try
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                throw new SpecException(SpecErrorIds.NotOpenApi, new SourcePlace(path, 1, 1), "The file is empty.", "Write a document into it, or correct the path.");
            }

            reader.Read();
            var place = Place(reader);
            var root = Read(ref reader);
            map.Set(root, place);
            reader.Read();
            return root;
        }
        catch (JsonException exception)
        {
            var place = new SourcePlace(path, (int)(exception.LineNumber ?? 0) + 1, (int)(exception.BytePositionInLine ?? 0) + 1);
            var message = exception.Message.Split(" LineNumber:", 2)[0];
            throw new SpecException(SpecErrorIds.InvalidSyntax, place, $"This is not valid JSON: {message}", "Correct it.");
        }
    }

    private JsonNode? Read(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(ref reader),
        JsonTokenType.StartArray => ReadArray(ref reader),
        JsonTokenType.String => JsonValue.Create(reader.GetString()),
        JsonTokenType.True => JsonValue.Create(true),
        JsonTokenType.False => JsonValue.Create(false),
        JsonTokenType.Number => ReadNumber(ref reader),
        _ => null,
    };

    private JsonObject ReadObject(ref Utf8JsonReader reader)
    {
        var members = new JsonObject();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var place = Place(reader);
            var name = reader.GetString()!;
            if (members.ContainsKey(name))
            {
                throw new SpecException(SpecErrorIds.DuplicateKey, place, $"The key '{name}' stands here for the second time.", "Keep one of the two.");
            }

            reader.Read();
            var value = Read(ref reader);
            members.Add(name, value);
            map.Set(value, place);
        }

        return members;
    }

    private JsonArray ReadArray(ref Utf8JsonReader reader)
    {
        var items = new JsonArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var place = Place(reader);
            var item = Read(ref reader);
            items.Add(item);
            map.Set(item, place);
        }

        return items;
    }

    private JsonNode ReadNumber(ref Utf8JsonReader reader) =>
        CoreSchema.Number(Encoding.UTF8.GetString(reader.ValueSpan))
        ?? throw new SpecException(SpecErrorIds.NotJson, Place(reader), "This number is too large.", "Write a smaller one, or text.");

    private SourcePlace Place(in Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        for (; _scanned < start; _scanned++)
        {
            if (_utf8[_scanned] == '\n')
            {
                _line++;
                _lineStart = _scanned + 1;
            }
        }

        return new SourcePlace(path, _line, Encoding.UTF8.GetCharCount(_utf8, _lineStart, start - _lineStart) + 1);
    }
}
