using Microsoft.Extensions.Configuration;

namespace NumberVerify.Tool.Operators;

/// <summary>The variables of <see cref="NumberVerifyClientOptions.FromEnvironment"/>, read where the command runs; <c>NumberVerify:ClientId</c> is <c>NUMBERVERIFY_CLIENT_ID</c>, <c>Vonage:ApiKey</c> is <c>NUMBERVERIFY_VONAGE_API_KEY</c>.</summary>
internal sealed class EnvironmentSource(Func<string, string?> read, Func<string?> profile) : ConfigurationProvider, IConfigurationSource
{
    private static readonly Dictionary<string, string> s_glide = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(NumberVerifyClientOptions.ClientId)] = "GLIDE_CLIENT_ID",
        [nameof(NumberVerifyClientOptions.ClientSecret)] = "GLIDE_CLIENT_SECRET",
        [nameof(NumberVerifyClientOptions.RedirectUri)] = "GLIDE_REDIRECT_URI",
        [nameof(NumberVerifyClientOptions.AuthBase)] = "GLIDE_AUTH_BASE_URL",
        [nameof(NumberVerifyClientOptions.ApiRoot)] = "GLIDE_API_BASE_URL",
    };

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public override bool TryGet(string key, out string? value)
    {
        var parts = key.Split(':');
        value = parts is [var section, var name] ? Of(section, name) : null;
        return value is not null;
    }

    private string? Of(string section, string name)
    {
        var ours = NumberVerifyClientOptions.EnvironmentPrefix + (section == OperatorConfiguration.Section ? "" : Variable(section) + "_") + Variable(name);
        return NotEmpty(ours)
            ?? (section == OperatorConfiguration.Section && name != nameof(NumberVerifyClientOptions.Profile) && profile() == OperatorProfile.Glide.Name && s_glide.TryGetValue(name, out var theirs) ? NotEmpty(theirs) : null);
    }

    private string? NotEmpty(string variable) => read(variable) is { Length: > 0 } value ? value : null;

    private static string Variable(string name) =>
        string.Concat(name.Select(static (character, index) => index > 0 && char.IsAsciiLetterUpper(character) ? $"_{character}" : char.ToUpperInvariant(character).ToString()));
}
