namespace NumberVerify.AspNetCore;

/// <summary>What an endpoint refuses by what the browser says of the request's origin.</summary>
internal enum Refuses
{
    /// <summary>Nothing: the operator's own page sends it.</summary>
    Nothing,

    /// <summary>Prefetching: for what is opened.</summary>
    Prefetch,

    /// <summary>What another site's page sends: for what changes something.</summary>
    CrossSite,
}
