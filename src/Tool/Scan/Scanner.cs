namespace NumberVerify.Tool.Scan;

/// <summary>Looks into a file, or into every file of a folder: two at a time, since unpacking is what takes the time and memory is bounded by how many are open.</summary>
internal sealed class Scanner(ScanLimits limits)
{
    private const int AtATime = 2;

    /// <param name="progress">Told of the bytes of each file that is done, from any thread.</param>
    public async Task<ScanReport> ScanAsync(string path, Action<long, long>? progress, CancellationToken cancellationToken)
    {
        var findings = new Findings();
        var files = Directory.Exists(path) ? new ShippedFiles(path, findings).All() : [new ShippedFile(path, Subject.Printable(Path.GetFileName(path)), new FileInfo(path).Length)];
        var total = files.Sum(file => file.Length);
        var inspector = new Inspector(limits, findings);
        await Parallel.ForEachAsync(
            files,
            new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellationToken },
            (file, token) =>
            {
                Look(file, inspector, findings, token);
                progress?.Invoke(file.Length, total);
                return ValueTask.CompletedTask;
            }).ConfigureAwait(false);
        return new ScanReport(files.Count, total, findings.Found(), findings.Omitted());
    }

    private void Look(ShippedFile file, Inspector inspector, Findings findings, CancellationToken cancellationToken)
    {
        try
        {
            using var stream = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
            inspector.Inspect(new Subject(file.Place, 0, new Budget(limits, file.Length)), stream, cancellationToken);
        }
        catch (UnpackingException exception)
        {
            findings.Omit(file.Place, exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            findings.Omit(file.Place, "it cannot be read");
        }
    }
}
