namespace NumberVerify.Browser.Tests;

/// <summary>What a visitor looks at the pages with.</summary>
public enum Window
{
    /// <summary>390 by 844.</summary>
    Phone,

    /// <summary>1280 by 800.</summary>
    Desktop,
}
