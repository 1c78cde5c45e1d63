namespace NumberVerify.Tool.Spec.Update;

/// <summary>A file that an update changes, and how to put it back.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Original">The file in the journal that holds what stood there; null where there was no file.</param>
/// <param name="Written">SHA-256 of what is written there; null where the file is deleted.</param>
internal sealed record JournalEntry(string Path, string? Original, string? Written);
