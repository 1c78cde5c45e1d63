namespace NumberVerify.PackageFacts;

/// <summary>The package that is described.</summary>
/// <param name="Name">Its identifier.</param>
/// <param name="Version">Its version, and that of every other package of this repository.</param>
/// <param name="License">SPDX identifier of the licence of this repository.</param>
internal sealed record PackageIdentity(string Name, string Version, string License);
