using System.Text;

namespace NumberVerify.Tool.Scan;

/// <summary>One thing to look into: a file, or what was found inside of one, with the budget that all inside of one file share.</summary>
internal sealed record Subject(string Place, int Depth, Budget Budget)
{
    /// <summary>Name within the folder or archive, in lower case; by it the kinds are told that no first bytes tell.</summary>
    public string FileName { get; } = Place[(Place.LastIndexOfAny(['/', '!']) + 1)..].ToLowerInvariant();

    public Subject Inner(string name) => new($"{Place}!{Printable(name)}", Depth + 1, Budget);

    /// <summary>The same without the ending of a compression, which is no name of its own.</summary>
    public Subject Unpacked(string ending) => FileName.EndsWith(ending, StringComparison.Ordinal) ? Inner(FileName[..^ending.Length]) : Inner("content");

    public bool Has(params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
        {
            if (FileName.EndsWith(ending, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A name as an archive or a file system gives it may hold anything, commands to a terminal among it.</summary>
    public static string Printable(string name)
    {
        const int Longest = 400;
        var text = new StringBuilder();
        foreach (var letter in name.Length > Longest ? name.AsSpan(0, Longest) : name)
        {
            text.Append(char.IsControl(letter) || char.IsSurrogate(letter) || char.GetUnicodeCategory(letter) is System.Globalization.UnicodeCategory.Format ? '?' : letter == '\\' ? '/' : letter);
        }

        return text.ToString();
    }
}
