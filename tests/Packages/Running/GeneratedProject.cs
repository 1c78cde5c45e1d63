using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace NumberVerify.Packages.Tests.Running;

/// <summary>What a build of src/Generated left behind: C# in its obj folder, and an assembly.</summary>
internal sealed record GeneratedProject(string IntermediateFolder, string Assembly)
{
    public const string NumberVerification = "NumberVerificationClient";
    public const string OpenIdConnect = "OpenIdConnectClient";

    /// <summary>Every client, by name.</summary>
    public static IReadOnlyList<string> All { get; } = ["AuthyPhoneVerificationApiClient", NumberVerification, "OneTimePasswordSmsApiClient", OpenIdConnect, "VonageVerifyApiClient"];

    public string OpenApiFolder => Path.Combine(IntermediateFolder, "openapi");

    public string PathOf(string client) => Path.Combine(OpenApiFolder, $"{client}.cs");

    public string SourceOf(string client) => File.ReadAllText(PathOf(client));

    /// <summary>The methods that were compiled into a client.</summary>
    public IReadOnlyList<string> CompiledMethods(string client)
    {
        using var stream = File.OpenRead(Assembly);
        using var image = new PEReader(stream);
        var metadata = image.GetMetadataReader();
        var type = metadata.TypeDefinitions.Select(metadata.GetTypeDefinition).Single(type => metadata.GetString(type.Name) == client);
        return [.. type.GetMethods().Select(method => metadata.GetString(metadata.GetMethodDefinition(method).Name))];
    }
}
