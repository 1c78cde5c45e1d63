using System.Text.RegularExpressions;

namespace NumberVerify.Conformance.Features;

/// <summary>A sentence of the feature files, a star standing for any words, and what it does; the words that the stars stood for are its arguments.</summary>
internal sealed record Step(string Sentence, Func<World, string[], Task> RunAsync)
{
    private readonly Regex _pattern = new($"^{Regex.Escape(Sentence).Replace(@"\*", "(.+)", StringComparison.Ordinal)}\\z", RegexOptions.CultureInvariant);

    public static Step Do(string sentence, Action<World, string[]> run) => new(sentence, (world, words) =>
    {
        run(world, words);
        return Task.CompletedTask;
    });

    public static Step Do(string sentence, Func<World, string[], Task> run) => new(sentence, run);

    /// <summary>A sentence that says what is true without a step of ours, as the reason beside it explains.</summary>
    public static Step Holds(string sentence, string because) => Do(sentence, (_, _) => Assert.NotEmpty(because));

    public string[]? Match(string text) => _pattern.Match(text) is { Success: true } match ? [.. match.Groups.Values.Skip(1).Select(group => group.Value)] : null;
}
