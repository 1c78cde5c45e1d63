using System.Collections.Concurrent;

namespace NumberVerify.Simulator;

/// <summary>The operator's own numbers and their lines. Any other number is another operator's.</summary>
internal sealed class Subscribers
{
    private readonly ConcurrentDictionary<string, SubscriberLine> lines = new(StringComparer.Ordinal);

    internal IReadOnlyList<KeyValuePair<string, SubscriberLine>> All => [.. lines.OrderBy(line => line.Key, StringComparer.Ordinal)];

    /// <summary>Makes the number a subscriber's, with a mobile line unless it has one already.</summary>
    /// <exception cref="ArgumentException">The number is not in E.164 form; the message does not repeat it.</exception>
    internal void Add(string phoneNumber)
    {
        Require(phoneNumber);
        lines.TryAdd(phoneNumber, SubscriberLine.Mobile);
    }

    /// <exception cref="ArgumentException">The number is not in E.164 form, or the line is unknown; the message does not repeat the number.</exception>
    internal void Set(string phoneNumber, SubscriberLine line)
    {
        Require(phoneNumber);
        lines[phoneNumber] = Enum.IsDefined(line) ? line : throw new ArgumentOutOfRangeException(nameof(line));
    }

    /// <returns>Null for a number that is not this operator's.</returns>
    internal SubscriberLine? Find(string phoneNumber) => lines.TryGetValue(phoneNumber, out var line) ? line : null;

    /// <summary>Whether a text message, or a call, arrives.</summary>
    internal bool Reaches(string phoneNumber, bool isVoice) => Find(phoneNumber) is { } line && (isVoice || line == SubscriberLine.Mobile);

    private static void Require(string phoneNumber)
    {
        ArgumentNullException.ThrowIfNull(phoneNumber);
        if (!Patterns.PhoneNumber.IsMatch(phoneNumber))
        {
            throw new ArgumentException("A phone number in E.164 form is required: a plus sign and 5 to 15 digits, the first not 0.", nameof(phoneNumber));
        }
    }
}
