namespace NumberVerify.Simulator;

/// <summary>The program's arguments.</summary>
internal sealed record CommandLine(string? Urls, string? ConfigurationFile)
{
    internal const string Usage = "Usage: NumberVerify.Simulator [--urls <addresses separated by semicolons>] [--config <file.json>]";

    private const string UrlsOption = "--urls";
    private const string ConfigurationOption = "--config";

    /// <returns>Null for any other argument, or one given twice: a misspelt one must not start the simulator somewhere unexpected.</returns>
    internal static CommandLine? Parse(string[] args)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < args.Length; i++)
        {
            var equals = args[i].IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? args[i] : args[i][..equals];
            var value = equals >= 0 ? args[i][(equals + 1)..] : ++i < args.Length ? args[i] : null;
            if (name is not (UrlsOption or ConfigurationOption) || value is null || !values.TryAdd(name, value))
            {
                return null;
            }
        }

        return new CommandLine(values.GetValueOrDefault(UrlsOption), values.GetValueOrDefault(ConfigurationOption));
    }
}
