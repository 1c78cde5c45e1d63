namespace NumberVerify;

/// <summary>Marks what takes a secret or a private key in. The analyzers know it by its name, and let nothing reach it in a project that ships to a browser or a phone.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Method | AttributeTargets.Constructor)]
internal sealed class BackendSecretAttribute : Attribute;
