namespace NumberVerify.Benchmarks;

/// <summary>An application with a start and a callback, on a port of its own.</summary>
internal interface IWebRow : IAsyncDisposable
{
    string Name { get; }

    Uri Address { get; }

    /// <summary>Where a verification is started.</summary>
    string StartPath { get; }
}
