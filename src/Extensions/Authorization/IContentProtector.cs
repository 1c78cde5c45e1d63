namespace NumberVerify;

/// <summary>Authenticated encryption with keys of its own, for integrations whose framework has some: ASP.NET Core's data protection, say. Thread-safe.</summary>
internal interface IContentProtector
{
    /// <param name="content">What nobody else may read or make.</param>
    /// <param name="purpose">A content made for one purpose is nothing for another.</param>
    byte[] Protect(ReadOnlySpan<byte> content, ReadOnlySpan<byte> purpose);

    /// <summary>The content; null for whatever was not made by <see cref="Protect"/> with this purpose and keys that are still good.</summary>
    byte[]? Unprotect(ReadOnlySpan<byte> data, ReadOnlySpan<byte> purpose);
}
