using System.Text.Json;
using System.Text.Json.Serialization;

namespace Frontend;

/// <summary>JSON without reflection, which a trimmed app does not have.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(StartRequest))]
[JsonSerializable(typeof(CodeRequest))]
[JsonSerializable(typeof(Standing))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(PublicParameters))]
internal sealed partial class BackendJson : JsonSerializerContext;
