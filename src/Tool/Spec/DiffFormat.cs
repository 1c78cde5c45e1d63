namespace NumberVerify.Tool.Spec;

/// <summary>How a comparison is printed.</summary>
internal enum DiffFormat
{
    Text,
    Json,
    Markdown,
}
