namespace NumberVerify.Analyzers.Tests.Verification;

/// <summary>Kinds of project, as the properties that the compiler hands to the analyzers.</summary>
internal sealed record TestProject(params (string Name, string Value)[] Properties)
{
    public static readonly TestProject BlazorWebAssembly = new(("UsingMicrosoftNETSdkBlazorWebAssembly", "true"), ("RuntimeIdentifier", "browser-wasm"), ("OutputType", "Exe"));
    public static readonly TestProject Maui = new(("UseMaui", "true"), ("TargetFramework", "net10.0-android"), ("OutputType", "Exe"));
    public static readonly TestProject Wpf = new(("UseWPF", "true"), ("OutputType", "WinExe"));
    public static readonly TestProject Web = new(("UsingMicrosoftNETSdkWeb", "true"), ("OutputType", "Exe"));
    public static readonly TestProject Worker = new(("UsingMicrosoftNETSdkWorker", "true"), ("OutputType", "Exe"));
    public static readonly TestProject Console = new(("OutputType", "Exe"));
    public static readonly TestProject Library = new(("OutputType", "Library"));
    public static readonly TestProject Test = new(("UseMaui", "true"), ("IsTestProject", "true"), ("OutputType", "Exe"));

    public TestProject With(string name, string value) => new([.. Properties.Where(property => property.Name != name), (name, value)]);
}
