using System.Text.Json.Nodes;

namespace NumberVerify.SpecTool.Diff;

/// <summary>Alternatives of which a value is exactly one (`oneOf`) or at least one (`anyOf`), each with the value of the discriminator that selects it.</summary>
internal sealed record Choice(string Keyword, IReadOnlyList<(JsonObject Schema, string? Tag)> Alternatives);
