using System.Security.Cryptography;
using System.Text.Json;
using NumberVerify.Tool.Running;

namespace NumberVerify.Tool.Spec.Update;

/// <summary>
/// Changes to files that happen all or not at all. What stood there is in a journal on disk before anything is changed, so that even a process that was killed
/// half way is undone by the next one.
/// </summary>
internal sealed class FileTransaction : IDisposable
{
    private const string JournalName = "journal.json";
    private readonly string _folder;
    private readonly FileStream _lock;
    private List<JournalEntry> _journal = [];
    private bool _committed;

    private FileTransaction(string folder, FileStream @lock)
    {
        _folder = folder;
        _lock = @lock;
    }

    /// <summary>Whether an earlier update had been cut off, and was undone now.</summary>
    public bool Recovered { get; private set; }

    private string JournalFile => Path.Combine(_folder, JournalName);

    /// <summary>Whether one began here that neither ended nor was undone.</summary>
    public static bool IsCutOff(string workspace) => File.Exists(Path.Combine(workspace, "journal", JournalName));

    /// <summary>Begins, once nobody else is at it.</summary>
    /// <exception cref="ToolException">Another update runs, or one was cut off and what it left was changed since.</exception>
    public static FileTransaction Begin(string workspace)
    {
        var folder = Directory.CreateDirectory(Path.Combine(workspace, "journal")).FullName;
        FileStream @lock;
        try
        {
            @lock = new FileStream(Path.Combine(workspace, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new ToolException(ExitCode.Failure, "Another update of this repository is running.", "Wait for its end.");
        }

        var transaction = new FileTransaction(folder, @lock);
        try
        {
            transaction.Recover();
            return transaction;
        }
        catch
        {
            @lock.Dispose();
            throw;
        }
    }

    /// <summary>Gives a file another content, or deletes it.</summary>
    public void Write(string path, byte[]? content)
    {
        if (!_journal.Exists(entry => entry.Path == path))
        {
            string? original = null;
            if (File.Exists(path))
            {
                original = $"{_journal.Count}.original";
                WriteThrough(Path.Combine(_folder, original), File.ReadAllBytes(path));
            }

            _journal.Add(new JournalEntry(path, original, null));
        }

        var index = _journal.FindIndex(entry => entry.Path == path);
        _journal[index] = _journal[index] with { Written = content is null ? null : Hash(content) };
        var next = Path.Combine(_folder, "next");
        WriteThrough(next, JsonSerializer.SerializeToUtf8Bytes([.. _journal], UpdateJson.Default.JournalEntryArray));
        File.Move(next, JournalFile, overwrite: true);
        Put(path, content);
    }

    /// <summary>Keeps what was written.</summary>
    public void Commit()
    {
        _committed = true;
        Clear();
    }

    public void Dispose()
    {
        try
        {
            if (!_committed)
            {
                Undo();
            }
        }
        finally
        {
            _lock.Dispose();
        }
    }

    private void Recover()
    {
        if (!File.Exists(JournalFile))
        {
            return;
        }

        _journal = [.. JsonSerializer.Deserialize(File.ReadAllBytes(JournalFile), UpdateJson.Default.JournalEntryArray) ?? []];
        foreach (var entry in _journal)
        {
            var now = File.Exists(entry.Path) ? Hash(File.ReadAllBytes(entry.Path)) : null;
            var before = entry.Original is null ? null : Hash(File.ReadAllBytes(Path.Combine(_folder, entry.Original)));
            if (now != entry.Written && now != before)
            {
                throw new ToolException(
                    ExitCode.Failure,
                    $"An earlier update was cut off, and {entry.Path} has been changed since.",
                    $"Put the files in order by hand, with what is kept in {_folder}; then delete that folder.");
            }
        }

        Undo();
        Recovered = true;
    }

    private void Undo()
    {
        foreach (var entry in Enumerable.Reverse(_journal))
        {
            Put(entry.Path, entry.Original is null ? null : File.ReadAllBytes(Path.Combine(_folder, entry.Original)));
        }

        Clear();
    }

    private void Clear()
    {
        // The list goes first: without it the rest means nothing.
        File.Delete(JournalFile);
        foreach (var file in Directory.EnumerateFiles(_folder))
        {
            File.Delete(file);
        }

        _journal = [];
    }

    private void Put(string path, byte[]? content)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (content is null)
        {
            File.Delete(path);
            if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
            {
                Directory.Delete(folder);
            }

            return;
        }

        // Nobody ever sees half a file.
        Directory.CreateDirectory(folder);
        var next = Path.Combine(_folder, "content");
        WriteThrough(next, content);
        if (!OperatingSystem.IsWindows() && File.Exists(path))
        {
            File.SetUnixFileMode(next, File.GetUnixFileMode(path));
        }

        File.Move(next, path, overwrite: true);
    }

    private static void WriteThrough(string path, byte[] content)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
