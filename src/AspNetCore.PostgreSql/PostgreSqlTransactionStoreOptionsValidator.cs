using Microsoft.Extensions.Options;

namespace NumberVerify.AspNetCore;

/// <summary>Everything that is wrong with the options, at once.</summary>
internal sealed class PostgreSqlTransactionStoreOptionsValidator : IValidateOptions<PostgreSqlTransactionStoreOptions>
{
    /// <summary>PostgreSQL cuts longer identifiers short, and two schemas would become one.</summary>
    private const int MaxIdentifierLength = 63;

    public ValidateOptionsResult Validate(string? name, PostgreSqlTransactionStoreOptions options)
    {
        var faults = FaultsOf(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> FaultsOf(PostgreSqlTransactionStoreOptions options)
    {
        if (!IsIdentifier(options.Schema))
        {
            yield return "Schema must be lower-case letters, digits and underscores, at most 63, not begin with a digit, and not with pg_.";
        }

        if (options.Timeout < TimeSpan.FromMilliseconds(100) || options.Timeout > TimeSpan.FromMinutes(1))
        {
            yield return "Timeout must be 100 milliseconds to one minute.";
        }

        if (options.CleanUpInterval < TimeSpan.FromSeconds(1) || options.CleanUpInterval > TimeSpan.FromDays(1))
        {
            yield return "CleanUpInterval must be one second to one day.";
        }
    }

    /// <summary>One that means the same with and without quotes, so that a script run by hand names it as the package does.</summary>
    private static bool IsIdentifier(string? text) =>
        text is { Length: > 0 and <= MaxIdentifierLength }
        && text.All(static character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '_')
        && !char.IsAsciiDigit(text[0])
        && !text.StartsWith("pg_", StringComparison.Ordinal);
}
