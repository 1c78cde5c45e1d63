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
    /// <summary>Without one of these, a text holds nothing that the analyzer's scanner of shipped files could find.</summary>
    private static readonly SearchValues<string> s_words = SearchValues.Create(["secret", "private_key", "privatekey", "private-key"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Quotes as some writers of JSON and of pages put them.</summary>
    private static readonly SearchValues<string> s_quotes = SearchValues.Create(["\\u0022", "&quot;", "\\u0027", "&#x27;"], StringComparison.OrdinalIgnoreCase);

    /// <param name="isText">Whether lines and columns mean something; in a binary file they do not.</param>
    public void Inspect(Subject subject, Stream stream, Encoding encoding, bool isText, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: isText, bufferSize: 1 << 16, leaveOpen: true);
        var window = ArrayPool<char>.Shared.Rent(limits.Window);
        try
        {
            var position = new TextPosition();
            var kept = 0;
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var length = kept + reader.ReadBlock(window, kept, limits.Window - kept);
                var isLast = length < limits.Window;
                var from = kept == 0 ? 0 : limits.Overlap / 2;
                var to = isLast ? length : length - (limits.Overlap / 2);
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
            ArrayPool<char>.Shared.Return(window, clearArray: true);
        }
    }

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

        var text = new string(window);
        bool? isJson = null;
        foreach (var (path, start, length) in ShippedText.Find(PathFor(subject), text, CancellationToken.None))
        {
            if (start < from || start >= to || keys.Exists(key => key.Start >= start && key.Start - start - length < 64))
            {
                continue;
            }

            // The path of a key is made of other keys, unless the document is broken: then a value may stand where a key should.
            var name = isWhole && !isRewritten && subject.Has(".json") && (isJson ??= IsJson(text)) ? path : text.Substring(start, length);
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
