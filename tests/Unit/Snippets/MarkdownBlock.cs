namespace NumberVerify.Unit.Tests.Snippets;

/// <summary>One fenced C# block of a document, and where its first line stands.</summary>
internal sealed record MarkdownBlock(string Place, string Code)
{
    private static readonly MarkdownBlock s_example = new("(the checker's own example):1", "var url = client.GetAuthUrl(request).AbsoluteUri;");

    public static IReadOnlyList<MarkdownBlock> All()
    {
        var docs = Path.Combine(Repository.Root, "docs");

        // The rules' pages, in a folder of their own, show fragments of what must not be written: the rules' tests hold those.
        var files = Directory.Exists(docs) ? Directory.GetFiles(docs, "*.md") : [];
        return [s_example, .. files.Prepend(Path.Combine(Repository.Root, "README.md")).Order(StringComparer.Ordinal).SelectMany(Of)];
    }

    private static IEnumerable<MarkdownBlock> Of(string file)
    {
        var name = Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');
        var lines = File.ReadAllLines(file);
        for (var index = 0; index < lines.Length; index++)
        {
            if (lines[index].Trim() is not ("```csharp" or "```cs" or "```c#"))
            {
                continue;
            }

            var end = Array.FindIndex(lines, index + 1, static line => line.Trim() == "```");
            if (end < 0)
            {
                throw new InvalidDataException($"The block at {name}:{index + 1} does not end.");
            }

            yield return new MarkdownBlock($"{name}:{index + 2}", string.Join('\n', lines[(index + 1)..end]));
            index = end;
        }
    }
}
