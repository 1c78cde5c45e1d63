namespace NumberVerify.Tool.Scan.Assemblies;

/// <summary>Where a part of a loaded assembly lies in its file.</summary>
internal readonly record struct AssemblySection(int Address, int Length, int Offset);
