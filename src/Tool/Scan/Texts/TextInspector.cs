using System.Buffers;
using System.Text;
using System.Text.Json;
using NumberVerify.Analyzers;
using NumberVerify.Tool.Scan.Keys;

namespace NumberVerify.Tool.Scan.Texts;

/// <summary>
/// Looks through a text of any length in windows that overlap. What starts in the middle of a window belongs to it, so that every place is judged once, with text on both sides.
/// </summary>
internal sealed class TextInspector(ScanLimits limits, Findings findings)
{
    /// <summary>Farther from its key no value ends that the scanner reads.</summary>
    private const int Near = 20 << 10;

    /// <summary>Without one of these, a text holds nothing that the analyzer's scanner of shipped files could find.</summary>
    private static readonly SearchValues<string> s_words = SearchValues.Create(["secret", "private_key", "privatekey", "private-key"], StringComparison.OrdinalIgnoreCase);

    private const string InlineMap = "sourceMappingURL=data:";

    private static readonly SearchValues<char> s_base64 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");

    /// <summary>Quotes as some writers of JSON and of pages put them.</summary>
    private static readonly SearchValues<string> s_quotes = SearchValues.Create(["\\u0022", "&quot;", "\\u0027", "&#x27;"], StringComparison.OrdinalIgnoreCase);

    /// <param name="isText">Whether lines and columns mean something; in a binary file they do not.</param>
    public void Inspect(Subject subject, Stream stream, Encoding encoding, bool isText, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: isText, bufferSize: 1 << 16, leaveOpen: true);
        var window = ArrayPool<char>.Shared.Rent(limits.Window);
        var used = 0;
        try
        {
            var position = new TextPosition();
            var kept = 0;
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var length = kept + reader.ReadBlock(window, kept, limits.Window - kept);
                var isLast = length < limits.Window;
                used = Math.Max(used, length);
                var from = kept == 0 ? 0 : limits.Overlap / 2;
                var to = isLast ? length : length - (limits.Overlap / 2);
                if (isText)
                {
                    InlineMaps(subject, window.AsSpan(0, length), from, to, isLast, cancellationToken);
                }

                Judge(subject, window.AsSpan(0, length), from, to, isText ? position : null, isWhole: isLast && kept == 0);
                if (isLast)
                {
                    return;
                }

                position.Advance(window.AsSpan(0, length - limits.Overlap));
                window.AsSpan(length - limits.Overlap, limits.Overlap).CopyTo(window);
                kept = limits.Overlap;
            }
        }
        finally
        {
            // What was judged does not stay in a pool.
            window.AsSpan(0, used).Clear();
            ArrayPool<char>.Shared.Return(window);
        }
    }

    /// <summary>A source map inside of its script holds the sources as any other does, in base64.</summary>
    private void InlineMaps(Subject subject, ReadOnlySpan<char> window, int from, int to, bool isLast, CancellationToken cancellationToken)
    {
        const string Base64 = "base64,";
        const int LongestType = 100;
        for (var next = 0; window[next..].IndexOf(InlineMap, StringComparison.Ordinal) is >= 0 and var distance;)
        {
            var start = next + distance;
            next = start + InlineMap.Length;
            if (start < from || start >= to)
            {
                continue;
            }

            var type = window[next..Math.Min(window.Length, next + LongestType)].IndexOf(Base64, StringComparison.Ordinal);
            var content = type < 0 ? [] : window[(next + type + Base64.Length)..];
            var length = content.IndexOfAnyExcept(s_base64);
            if (length < 0)
            {
                length = content.Length;
            }

            var map = new byte[length / 4 * 3 + 3];
            if (subject.Depth >= limits.Depth || type < 0 || (length == content.Length && !isLast) || !Convert.TryFromBase64Chars(Padded(content[..length]), map, out var bytes))
            {
                findings.Omit(subject.Place, "a source map within the script that is too long, or not in base64");
                continue;
            }

            Inspect(subject.Inner("inline.map"), new MemoryStream(map, 0, bytes), Encoding.UTF8, isText: true, cancellationToken);
        }
    }

    private static string Padded(ReadOnlySpan<char> base64) => string.Concat(base64.TrimEnd('='), "===".AsSpan(0, (4 - (base64.TrimEnd('=').Length % 4)) % 4));

    private void Judge(Subject subject, Span<char> window, int from, int to, TextPosition? position, bool isWhole)
    {
        var hasWords = window.ContainsAny(s_words);
        if (!hasWords && !PrivateKeyText.MayBeIn(window))
        {
            return;
        }

        var isRewritten = Unquote(window);
        var keys = PrivateKeyText.Find(window);
        foreach (var key in keys)
        {
            if (key.Start >= from && key.Start < to)
            {
                var (line, column) = Position(position, window, key.Start);
                findings.Add(ScanRule.PrivateKeyInFrontend, key.Kind, subject.Place, line: line, column: column, level: key.IsEncrypted ? "warning" : null);
            }
        }

        if (!hasWords)
        {
            return;
        }

        // The path of a key takes the whole document; whatever else is asked of a key stands near it.
        if (subject.Has(".json"))
        {
            Words(subject, window, 0, window.Length, from, to, position, keys, isWhole && !isRewritten);
            return;
        }

        var next = 0;
        while (window[next..].IndexOfAny(s_words) is >= 0 and var distance)
        {
            var first = next + distance;
            var last = first;
            while (window[(last + 1)..Math.Min(window.Length, last + Near)].IndexOfAny(s_words) is >= 0 and var further)
            {
                last += further + 1;
            }

            // Parts may overlap: a finding of both is the same finding.
            Words(subject, window, Math.Max(0, first - Near), Math.Min(window.Length, last + Near), from, to, position, keys, isWhole: false);
            next = last + 1;
        }
    }

    /// <summary>Judges the keys of a part of a window.</summary>
    private void Words(Subject subject, ReadOnlySpan<char> window, int begin, int end, int from, int to, TextPosition? position, List<FoundKey> keys, bool isWhole)
    {
        var text = new string(window[begin..end]);
        bool? isJson = null;
        foreach (var (path, offset, length) in ShippedText.Find(PathFor(subject), text, CancellationToken.None))
        {
            var start = begin + offset;
            if (start < from || start >= to || keys.Exists(key => key.Start >= start && key.Start - start - length < 64))
            {
                continue;
            }

            // The path of a key is made of other keys, unless the document is broken: then a value may stand where a key should.
            var name = isWhole && (isJson ??= IsJson(text)) ? path : text.Substring(offset, length);
            var (line, column) = Position(position, window, start);
            findings.Add(ScanRule.SecretInShippedFile, "secret in a text", subject.Place, name, line: line, column: column);
        }
    }

    /// <summary>Makes quotes of what stands for them, without moving what follows: with backslashes before, as in a document within a document.</summary>
    private static bool Unquote(Span<char> window)
    {
        var at = 0;
        while (window[at..].IndexOfAny(s_quotes) is >= 0 and var distance)
        {
            at += distance;
            var isDouble = window[at + 4] is 't' or 'T' || window[at + 5] == '2';
            window.Slice(at, 5).Fill('\\');
            window[at + 5] = isDouble ? '"' : '\'';
            at += 6;
        }

        return at > 0;
    }

    /// <summary>The scanner tells kinds of files by their ending; what unpacked from an archive has the name that it had there.</summary>
    private static string PathFor(Subject subject) => subject.Place.Replace('!', '/');

    private static (int? Line, int? Column) Position(TextPosition? position, ReadOnlySpan<char> window, int at) =>
        position is null ? (null, null) : position.Of(window, at) is var (line, column) ? (line, column) : default;

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text.TrimStart('\uFEFF'), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
