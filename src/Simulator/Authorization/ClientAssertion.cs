namespace NumberVerify.Simulator;

/// <summary>What a valid assertion says (RFC 7523 section 3). Not a record: the subject may be a secret, or a number, and a record would print it.</summary>
internal sealed class ClientAssertion(RegisteredClient client, string subject, string? scope)
{
    /// <summary>Who signed it, and is its issuer.</summary>
    internal RegisteredClient Client { get; } = client;

    internal string Subject { get; } = subject;

    internal string? Scope { get; } = scope;
}
