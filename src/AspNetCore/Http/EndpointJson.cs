using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;

namespace NumberVerify.AspNetCore;

/// <summary>Everything the endpoints read and write as JSON. A member that occurs twice is refused.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, AllowDuplicateProperties = false, MaxDepth = 4, UseStringEnumConverter = true)]
[JsonSerializable(typeof(VerificationRequest))]
[JsonSerializable(typeof(VerificationResponse))]
[JsonSerializable(typeof(PublicParameters))]
[JsonSerializable(typeof(ProblemDetails))]
internal sealed partial class EndpointJson : JsonSerializerContext;
