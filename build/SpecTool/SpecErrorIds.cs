namespace NumberVerify.SpecTool;

/// <summary>The identifiers of all errors. One is never given a second meaning.</summary>
public static class SpecErrorIds
{
    /// <summary>A file is absent or cannot be read.</summary>
    public const string FileNotReadable = "NVSPEC0001";

    /// <summary>A file is not valid YAML or JSON.</summary>
    public const string InvalidSyntax = "NVSPEC0002";

    /// <summary>A mapping has the same key twice.</summary>
    public const string DuplicateKey = "NVSPEC0003";

    /// <summary>Valid YAML that has no counterpart in JSON.</summary>
    public const string NotJson = "NVSPEC0004";

    /// <summary>The file is no OpenAPI document, or one of a version that is not read.</summary>
    public const string NotOpenApi = "NVSPEC0005";

    /// <summary>A <c>$ref</c> points at nothing.</summary>
    public const string UnresolvedReference = "NVSPEC0006";

    /// <summary>A <c>$ref</c> points at another machine.</summary>
    public const string RemoteReference = "NVSPEC0007";

    /// <summary>Two different components have one name after bundling.</summary>
    public const string ComponentCollision = "NVSPEC0008";

    /// <summary>The document breaks a rule of OpenAPI.</summary>
    public const string InvalidDocument = "NVSPEC0009";

    /// <summary>An overlay is malformed or cannot be applied.</summary>
    public const string InvalidOverlay = "NVSPEC0010";

    /// <summary>A JSONPath is malformed or outside the supported subset.</summary>
    public const string UnsupportedJsonPath = "NVSPEC0011";

    /// <summary>Schemas that are composed contradict each other.</summary>
    public const string CannotMerge = "NVSPEC0012";

    /// <summary>An operation, or something around it, that the templates do not write.</summary>
    public const string UnsupportedOperation = "NVSPEC0013";

    /// <summary>A parameter that the templates do not write.</summary>
    public const string UnsupportedParameter = "NVSPEC0014";

    /// <summary>A request body that the templates do not write.</summary>
    public const string UnsupportedRequestBody = "NVSPEC0015";

    /// <summary>A response that the templates do not read.</summary>
    public const string UnsupportedResponse = "NVSPEC0016";

    /// <summary>A schema that has no C# type.</summary>
    public const string UnsupportedSchema = "NVSPEC0017";

    /// <summary>Two names that become the same, or none, in C#.</summary>
    public const string NameClash = "NVSPEC0018";

    /// <summary>The base path cannot be told from the servers.</summary>
    public const string UnknownBasePath = "NVSPEC0019";

    /// <summary>A pattern that .NET cannot compile.</summary>
    public const string InvalidPattern = "NVSPEC0020";

    /// <summary>An output file cannot be written.</summary>
    public const string OutputNotWritable = "NVSPEC0021";

    /// <summary>An action of an overlay finds nothing to act on. Told where documents are checked and updated; no error in a build.</summary>
    public const string IdleOverlayAction = "NVSPEC0022";

    /// <summary>A document of ours, or what is kept beside it, is written in a way that an update cannot change.</summary>
    public const string NotUpdatable = "NVSPEC0030";

    /// <summary>A fault of the tool itself.</summary>
    public const string Unexpected = "NVSPEC0099";
}
