namespace NumberVerify.Analyzers;

/// <summary>A setting with a value that means nothing.</summary>
internal sealed class ConfigurationFault(string property, string allowed)
{
    public string Property { get; } = property;

    public string Allowed { get; } = allowed;
}
