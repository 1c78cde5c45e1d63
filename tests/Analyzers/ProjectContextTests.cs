using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NumberVerify.Analyzers.Tests;

public sealed class ProjectContextTests
{
    [Theory]
    [InlineData("OutputType=Exe;UsingMicrosoftNETSdkBlazorWebAssembly=true;RuntimeIdentifier=browser-wasm", "Frontend")]
    [InlineData("OutputType=Exe;RuntimeIdentifier=browser-wasm", "Frontend")]
    [InlineData("OutputType=Exe;RuntimeIdentifier=android-arm64", "Frontend")]
    [InlineData("OutputType=Exe;RuntimeIdentifier=ios-arm64", "Frontend")]
    [InlineData("OutputType=Exe;RuntimeIdentifier=linux-x64", "Backend")]
    [InlineData("OutputType=Exe;TargetFramework=net10.0-android", "Frontend")]
    [InlineData("OutputType=Exe;TargetFramework=net10.0-ios18.0", "Frontend")]
    [InlineData("OutputType=Exe;TargetFramework=net10.0-maccatalyst", "Frontend")]
    [InlineData("OutputType=Exe;TargetFramework=net10.0-browser", "Frontend")]
    [InlineData("OutputType=Exe;TargetFramework=net10.0-windows", "Backend")]
    [InlineData("OutputType=Library;UseMaui=true;TargetFramework=net10.0", "Frontend")]
    [InlineData("OutputType=WinExe;UseWPF=true", "Desktop")]
    [InlineData("OutputType=WinExe;UseWindowsForms=true", "Desktop")]
    [InlineData("OutputType=WinExe;UseWinUI=true", "Desktop")]
    [InlineData("OutputType=WinExe;NumberVerifyUiFramework=Avalonia", "Desktop")]
    [InlineData("OutputType=Exe;NumberVerifyUiFramework=Uno", "Frontend")]
    [InlineData("OutputType=Exe;UsingMicrosoftNETSdkWeb=true", "Backend")]
    [InlineData("OutputType=Exe;UsingMicrosoftNETSdkWorker=true", "Backend")]
    [InlineData("OutputType=Exe;AzureFunctionsVersion=v4", "Backend")]
    [InlineData("OutputType=Exe", "Backend")]
    [InlineData("OutputType=Library", "Shared")]
    [InlineData("", "Shared")]
    [InlineData("UseMaui=true;IsTestProject=true", "Ignore")]
    [InlineData("UseMaui=true;IsTestProject=true;NumberVerifyProjectKind=Frontend", "Frontend")]
    [InlineData("UsingMicrosoftNETSdkWeb=true;NumberVerifyProjectKind=frontend", "Frontend")]
    [InlineData("UseWPF=true;NumberVerifyProjectKind=Frontend", "Desktop")]
    [InlineData("UseMaui=true;NumberVerifyProjectKind=Backend", "Backend")]
    [InlineData("UseMaui=true;NumberVerifyProjectKind=Shared", "Shared")]
    [InlineData("UseMaui=true;NumberVerifyProjectKind=Ignore", "Ignore")]
    [InlineData("UseMaui=true;NumberVerifyProjectKind=Nonsense", "Frontend")]
    public void Properties_tell_the_kind(string properties, string expected) => Assert.Equal(expected, KindOf(properties, ""));

    [Theory]
    [InlineData("namespace Microsoft.AspNetCore.Components.WebAssembly.Hosting { public class WebAssemblyHostBuilder; }", "Frontend")]
    [InlineData("namespace Microsoft.Maui.Controls { public class Application; }", "Frontend")]
    [InlineData("namespace Android.App { public class Activity; }", "Frontend")]
    [InlineData("namespace UIKit { public class UIApplication; }", "Frontend")]
    [InlineData("namespace Avalonia { public class Application; }", "Desktop")]
    [InlineData("namespace System.Windows { public class Application; }", "Desktop")]
    public void Types_tell_the_kind_of_an_entry_program_only_and_a_web_SDK_outranks_them(string source, string expected)
    {
        Assert.Equal(expected, KindOf("OutputType=Exe", source));
        Assert.Equal("Shared", KindOf("OutputType=Library", source));
        Assert.Equal("Backend", KindOf("OutputType=Exe;UsingMicrosoftNETSdkWeb=true", source));
    }

    private static string KindOf(string properties, string source)
    {
        var pairs = properties.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).Select(pair => (pair[0], pair[1]));
        var compilation = CSharpCompilation.Create("Program", [CSharpSyntaxTree.ParseText(source)], Programs.Framework, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        return ProjectContext.Create(compilation, new ConfiguredProject(new TestProject([.. pairs]), shipped: false)).Kind.ToString();
    }
}
