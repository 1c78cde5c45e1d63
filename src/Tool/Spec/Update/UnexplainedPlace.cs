namespace NumberVerify.Tool.Spec.Update;

/// <summary>What becomes a doc comment once somebody has written it.</summary>
internal sealed record UnexplainedPlace(string Pointer, string File, int Line);
