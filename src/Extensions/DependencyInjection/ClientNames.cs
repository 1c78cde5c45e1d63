using System.Collections;

namespace NumberVerify;

/// <summary>Which clients are registered. Written while services are added, read afterwards, in the order they were added.</summary>
internal sealed class ClientNames : IEnumerable<string>
{
    private readonly List<string> _names = [];

    /// <returns>Whether it was not there before.</returns>
    public bool Add(string name)
    {
        if (Contains(name))
        {
            return false;
        }

        _names.Add(name);
        return true;
    }

    public bool Contains(string name) => _names.Contains(name, StringComparer.Ordinal);

    public IEnumerator<string> GetEnumerator() => _names.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
