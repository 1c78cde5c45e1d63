namespace NumberVerify.Analyzers;

/// <summary>What a value is that must not be written down.</summary>
internal enum SensitiveKind
{
    None,
    Secret,
    Token,
    Code,
    Verifier,
    Number,
}
