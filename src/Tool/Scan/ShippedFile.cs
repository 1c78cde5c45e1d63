namespace NumberVerify.Tool.Scan;

/// <summary>A file to look into, and its name below the folder that was given.</summary>
internal sealed record ShippedFile(string Path, string Place, long Length);
