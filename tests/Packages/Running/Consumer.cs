namespace NumberVerify.Packages.Tests.Running;

/// <summary>A small project of a user's. Its flaw, where it has one, is the same file everywhere: what a rule says of it depends on the project alone.</summary>
internal sealed record Consumer(string Name, string Sdk = "Microsoft.NET.Sdk")
{
    /// <summary>A client secret where an OAuth client takes it.</summary>
    public const string FlawLine = "Flaw.cs:7";

    private const string Flaw = """
        internal sealed class Account
        {
            public string ClientId { get; set; } = "shop";
            public string ClientSecret { get; set; } = "";

            public static Account Create() => new()
            { ClientSecret = "kq7Wv2Zr9TnX4bLd" };
        }
        """;

    private const string BlazorProperties = "<UsingMicrosoftNETSdkBlazorWebAssembly>true</UsingMicrosoftNETSdkBlazorWebAssembly><RequiresAspNetWebAssets>false</RequiresAspNetWebAssets>";

    public string Frameworks { get; init; } = "net10.0";

    public string OutputType { get; init; } = "Exe";

    public string Properties { get; init; } = "";

    /// <summary>Properties of a workload or system that the machine may lack: set when the build has begun, so that its SDK does not ask for them.</summary>
    public string LateProperties { get; init; } = "";

    public string Items { get; init; } = "";

    public IReadOnlyList<(string Path, string Text)> Files { get; init; } = [];

    public bool Flawed { get; init; } = true;

    /// <summary>What its build must say, in the order of the alphabet: severity, rule and place.</summary>
    public IReadOnlyList<string> Says { get; init; } = [];

    /// <summary>A Blazor WebAssembly project as far as the C# compiler: the SDK's own needs packages that not every feed has.</summary>
    public static Consumer Blazor(string name) => new(name, "Microsoft.NET.Sdk.Razor") { Properties = BlazorProperties };

    /// <summary>The packages of ours that a project refers to, and whatever else it does.</summary>
    public Consumer With(string items) => this with { Items = Items + items };

    public Consumer Referring(params string[] packages) =>
        With(string.Concat(packages.Select(package => $"""<PackageReference Include="{package}" Version="$(Ours)" />""")));

    public void Write(TempFolder temp)
    {
        var framework = Frameworks.Contains(';') ? "TargetFrameworks" : "TargetFramework";
        temp.Write($"{Name}/{Name}.csproj", $"""
            <Project Sdk="{Sdk}">
              <PropertyGroup>
                <{framework}>{Frameworks}</{framework}>
                <OutputType>{OutputType}</OutputType>
                {Properties}
              </PropertyGroup>
              <ItemGroup>
                {Items}
              </ItemGroup>
              <Target Name="SetLate" BeforeTargets="NumberVerifyInferProjectKind">
                <PropertyGroup>
                  {LateProperties}
                </PropertyGroup>
              </Target>
            </Project>
            """);
        if (OutputType != "Library")
        {
            temp.Write($"{Name}/Program.cs", "System.Console.WriteLine();");
        }

        if (Flawed)
        {
            temp.Write($"{Name}/Flaw.cs", Flaw);
        }

        foreach (var (path, text) in Files)
        {
            temp.Write($"{Name}/{path}", text);
        }
    }
}
