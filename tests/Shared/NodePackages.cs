using System.Reflection;

namespace NumberVerify.Tests.Shared;

/// <summary>Where a test project's Node.js packages and scripts are: the property NodeFolder of its project file.</summary>
internal static class NodePackages
{
    /// <summary>Full path of the folder; null in a project that has none.</summary>
    public static string? Folder { get; } =
        typeof(NodePackages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().SingleOrDefault(data => data.Key == "NodeFolder")?.Value;
}
