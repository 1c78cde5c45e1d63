using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NumberVerify.Analyzers;

/// <summary>Which kind of project a compilation is, decided once when it starts. The first rule that says something wins.</summary>
internal sealed class ProjectContext
{
    public const string KindProperty = "NumberVerifyProjectKind";
    public const string SharedProperty = "NumberVerifySharedWithFrontend";

    private static readonly ImmutableArray<(string Platform, string Description)> s_devicePlatforms =
    [
        ("browser", "browser app"),
        ("android", "mobile app (Android)"),
        ("ios", "mobile app (iOS)"),
        ("maccatalyst", "Mac Catalyst app"),
        ("tvos", "tvOS app"),
    ];

    private static readonly ImmutableArray<(string Type, ProjectKind Kind, string Description)> s_markerTypes =
    [
        ("Microsoft.AspNetCore.Components.WebAssembly.Hosting.WebAssemblyHostBuilder", ProjectKind.Frontend, "Blazor WebAssembly app"),
        ("Microsoft.Maui.Controls.Application", ProjectKind.Frontend, "MAUI app"),
        ("Android.App.Activity", ProjectKind.Frontend, "mobile app (Android)"),
        ("UIKit.UIApplication", ProjectKind.Frontend, "mobile app (iOS)"),
        ("Avalonia.Application", ProjectKind.Desktop, "desktop app (Avalonia)"),
        ("Microsoft.UI.Xaml.Application", ProjectKind.Desktop, "WinUI app"),
        ("System.Windows.Application", ProjectKind.Desktop, "WPF app"),
    ];

    private ProjectContext(ProjectKind kind, string description, bool sharedWithFrontend = false, ImmutableArray<ConfigurationFault> faults = default)
    {
        Kind = kind;
        Description = description;
        SharedWithFrontend = sharedWithFrontend;
        Faults = faults.IsDefault ? [] : faults;
    }

    public ProjectKind Kind { get; }

    /// <summary>What a message calls the project, after "a".</summary>
    public string Description { get; }

    /// <summary>Whether a library's user says that a frontend uses it.</summary>
    public bool SharedWithFrontend { get; }

    /// <summary>Settings that say nothing; NV9001 reports them.</summary>
    public ImmutableArray<ConfigurationFault> Faults { get; }

    /// <summary>Whether what the project holds travels to a device.</summary>
    public bool IsFrontend => Kind is ProjectKind.Frontend or ProjectKind.Desktop;

    /// <summary>Whether it runs in a page of a browser.</summary>
    public bool IsBrowser => Description is "Blazor WebAssembly app" or "browser app";

    /// <summary>Whether it is installed on a phone.</summary>
    public bool IsMobile => Kind is ProjectKind.Frontend && !IsBrowser && Description is not "frontend";

    /// <summary>Whether constants of the project travel to a device: a frontend's, and those of a library that one uses.</summary>
    public bool ShipsConstants => IsFrontend || (Kind is ProjectKind.Shared && SharedWithFrontend);

    /// <summary>An error stays one where everybody can read the program, and is a warning on a desktop.</summary>
    public DiagnosticSeverity Severity(DiagnosticSeverity severity) =>
        severity is DiagnosticSeverity.Error && Kind is ProjectKind.Desktop ? DiagnosticSeverity.Warning : severity;

    /// <summary>Backend assemblies of ours that reach the program although the compiler may not be shown them; our targets look.</summary>
    public static ImmutableArray<string> ReachedBackend(AnalyzerConfigOptionsProvider provider) =>
        provider.GlobalOptions.TryGetValue("build_property.NumberVerifyReachedBackend", out var names)
            ? [.. names.Split(',').Select(name => name.Trim()).Where(name => name.Length > 0)]
            : [];

    public static ProjectContext Create(Compilation compilation, AnalyzerConfigOptionsProvider provider)
    {
        var options = provider.GlobalOptions;
        var faults = ImmutableArray.CreateBuilder<ConfigurationFault>();
        var explicitKind = Value(KindProperty);
        var sharedText = Value(SharedProperty);
        var shared = Is(sharedText, "true");
        if (sharedText.Length > 0 && !shared && !Is(sharedText, "false"))
        {
            faults.Add(new ConfigurationFault(SharedProperty, "true or false"));
        }

        foreach (var kind in new[] { ProjectKind.Frontend, ProjectKind.Backend, ProjectKind.Shared, ProjectKind.Ignore })
        {
            if (Is(explicitKind, kind.ToString()))
            {
                return kind is ProjectKind.Frontend && Desktop() is { } desktop
                    ? Done(ProjectKind.Desktop, desktop)
                    : Done(kind, kind switch
                    {
                        ProjectKind.Frontend => Device() ?? "frontend",
                        ProjectKind.Backend => "backend",
                        ProjectKind.Shared => "shared library",
                        _ => "project to ignore",
                    });
            }
        }

        if (explicitKind.Length > 0)
        {
            faults.Add(new ConfigurationFault(KindProperty, "Frontend, Backend, Shared or Ignore"));
        }

        if (True("IsTestProject"))
        {
            return Done(ProjectKind.Ignore, "test project");
        }

        if (Device() is { } device)
        {
            return Done(ProjectKind.Frontend, device);
        }

        if (Desktop() is { } onDesktop)
        {
            return Done(ProjectKind.Desktop, onDesktop);
        }

        // Before the types: a server that hosts a WebAssembly app references its assemblies.
        if (True("UsingMicrosoftNETSdkWeb") || True("UsingMicrosoftNETSdkWorker") || Value("AzureFunctionsVersion").Length > 0)
        {
            return Done(ProjectKind.Backend, "backend");
        }

        var outputType = Value("OutputType");
        var isEntry = outputType.Length > 0
            ? outputType.EndsWith("exe", StringComparison.OrdinalIgnoreCase)
            : compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication or OutputKind.WindowsRuntimeApplication;
        if (!isEntry)
        {
            return Done(ProjectKind.Shared, "shared library");
        }

        foreach (var (type, kind, description) in s_markerTypes)
        {
            if (compilation.GetTypeByMetadataName(type) is not null)
            {
                return Done(kind, description);
            }
        }

        return Done(ProjectKind.Backend, "backend");

        string Value(string name) => options.TryGetValue("build_property." + name, out var value) ? value.Trim() : "";

        bool True(string name) => Is(Value(name), "true");

        string? Device()
        {
            if (True("UsingMicrosoftNETSdkBlazorWebAssembly"))
            {
                return "Blazor WebAssembly app";
            }

            if (True("UseMaui"))
            {
                return "MAUI app";
            }

            if (Is(Value("NumberVerifyUiFramework"), "Uno"))
            {
                return "Uno app";
            }

            var runtime = Value("RuntimeIdentifier");
            var framework = Value("TargetFramework");
            foreach (var (platform, description) in s_devicePlatforms)
            {
                if (runtime.StartsWith(platform + "-", StringComparison.OrdinalIgnoreCase)
                    || Is(runtime, platform)
                    || framework.IndexOf("-" + platform, StringComparison.OrdinalIgnoreCase) > 0)
                {
                    return description;
                }
            }

            return null;
        }

        string? Desktop() =>
            True("UseWPF") ? "WPF app"
            : True("UseWindowsForms") ? "Windows Forms app"
            : True("UseWinUI") ? "WinUI app"
            : Is(Value("NumberVerifyUiFramework"), "Avalonia") ? "desktop app (Avalonia)"
            : null;

        ProjectContext Done(ProjectKind kind, string description) => new(kind, description, shared, faults.ToImmutable());
    }

    private static bool Is(string value, string expected) => string.Equals(value, expected, StringComparison.OrdinalIgnoreCase);
}
