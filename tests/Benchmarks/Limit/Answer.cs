namespace NumberVerify.Benchmarks;

/// <summary>A body and the correlator that came with it.</summary>
internal readonly record struct Answer<T>(T Body, string? Correlator);
