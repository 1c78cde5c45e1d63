using System.Text.Json;
using System.Text.Json.Serialization;

namespace Frontend;

/// <summary>JSON without reflection, which a trimmed app does not have.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(PublicParameters))]
internal sealed partial class PublicParametersContext : JsonSerializerContext;
