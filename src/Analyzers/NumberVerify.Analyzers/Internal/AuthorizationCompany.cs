namespace NumberVerify.Analyzers;

/// <summary>How much of an authorization request is around something that is named like one of its parameters.</summary>
internal enum AuthorizationCompany
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>One hint, enough for a value that is telling by itself.</summary>
    Likely,

    /// <summary>Enough for any value.</summary>
    Certain,
}
