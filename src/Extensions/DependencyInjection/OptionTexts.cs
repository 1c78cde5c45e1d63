using System.Globalization;

namespace NumberVerify;

/// <summary>Fills a provider's options from named texts, without reflection; what cannot be read is told by its name, for the value may be a secret.</summary>
internal readonly struct OptionTexts(Func<string, string?> read, List<string> faults)
{
    public OptionTexts Set(string name, Action<string> set)
    {
        if (read(name) is { Length: > 0 } text)
        {
            try
            {
                set(text);
            }
            catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException)
            {
                faults.Add($"{name} cannot be read from the configuration.");
            }
        }

        return this;
    }

    public static Uri Address(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri : throw new FormatException();

    public static TimeSpan Seconds(string text) => TimeSpan.FromSeconds(double.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture));
}
