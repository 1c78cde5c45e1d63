namespace NumberVerify.Tool.Scan.Archives;

/// <summary>Makes what comes out of an archive readable in any order: in memory while it is small, then in a temporary file that goes with its handle.</summary>
internal static class Spool
{
    public static Stream Of(Stream stream, int inMemory)
    {
        Stream whole = new MemoryStream();
        try
        {
            var buffer = new byte[1 << 16];
            while (stream.Read(buffer) is > 0 and var count)
            {
                if (whole is MemoryStream memory && memory.Length + count > inMemory)
                {
                    whole = Temporary();
                    memory.WriteTo(whole);
                    memory.Dispose();
                }

                whole.Write(buffer, 0, count);
            }

            whole.Position = 0;
            return whole;
        }
        catch
        {
            whole.Dispose();
            throw;
        }
    }

    private static FileStream Temporary()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options);
    }
}
