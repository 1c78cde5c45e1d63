using System.Collections;

namespace NumberVerify;

/// <summary>Which clients are registered. Written while services are added, read afterwards.</summary>
internal sealed class ClientNames : IEnumerable<string>
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <returns>Whether it was not there before.</returns>
    public bool Add(string name) => _names.Add(name);

    public bool Contains(string name) => _names.Contains(name);

    public IEnumerator<string> GetEnumerator() => _names.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
