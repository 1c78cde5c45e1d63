namespace NumberVerify.Benchmarks;

/// <summary>What one operation of one row cost, on average over one round.</summary>
internal readonly record struct Sample(double Bytes, double Nanoseconds);
