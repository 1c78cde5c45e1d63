namespace NumberVerify.PackageFacts;

/// <summary>One thing that a package needs or holds.</summary>
internal sealed record Component
{
    public required string Name { get; init; }

    public required string Version { get; init; }

    /// <summary>SPDX expression; null where the component brings a licence of its own words.</summary>
    public string? License { get; init; }

    /// <summary>The licence's own words, where the component brings them.</summary>
    public string? LicenseText { get; init; }

    public string? Copyright { get; init; }

    public string? Website { get; init; }

    /// <summary>SHA-512 of the package file, in hexadecimal; null for what is built here.</summary>
    public string? Sha512 { get; init; }

    /// <summary>Whether it is of this repository.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Whether it can be had as a package by itself.</summary>
    public bool IsPublished { get; init; } = true;

    /// <summary>Names of what it needs itself.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    public string Reference => IsPublished ? $"pkg:nuget/{Name}@{Version}" : $"{Name}@{Version}";
}
