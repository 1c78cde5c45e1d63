using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace NumberVerify.Generated;

/// <summary>Request bodies in arrays of their exact length: the length is known up front, and no pooled array can be in flight when it is given back.</summary>
internal static class ApiContent
{
    public static HttpContent Json<T>(T body, JsonTypeInfo<T> typeInfo) =>
        Create(JsonSerializer.SerializeToUtf8Bytes(body, typeInfo), "application/json");

    public static HttpContent Form(FormWriter form) =>
        Create(form.Complete(), "application/x-www-form-urlencoded");

    /// <summary>No body, said by its length: what the handler takes for content it may not send twice.</summary>
    public static HttpContent Empty() => new ByteArrayContent([]);

    private static ByteArrayContent Create(byte[] body, string mediaType)
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        return content;
    }
}
