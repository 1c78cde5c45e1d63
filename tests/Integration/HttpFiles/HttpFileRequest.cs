namespace NumberVerify.Integration.Tests.HttpFiles;

/// <summary>One request of a .http file, its variables not yet replaced.</summary>
internal sealed record HttpFileRequest(
    string Title, string? Name, int ExpectedStatus, string Method, string Url, IReadOnlyList<KeyValuePair<string, string>> Headers, string Body);
