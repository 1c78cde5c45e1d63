namespace NumberVerify.Analyzers;

/// <summary>What a rule tells its code fix. A rule that sets nothing offers no fix.</summary>
internal static class FixProperties
{
    /// <summary>The key. Its value is <see cref="Remove"/>, <see cref="Https"/>, or what only the rule's own fix understands: a corrected text, or the rule's ID.</summary>
    public const string Fix = "NumberVerify.Fix";

    /// <summary>Take out the initializer, assignment, argument, builder call or declaration at the diagnostic.</summary>
    public const string Remove = "Remove";

    /// <summary>Write https for http in the literal at the diagnostic.</summary>
    public const string Https = "Https";
}
