namespace NumberVerify.Simulator;

/// <summary>Where a request says what the data is for.</summary>
[Flags]
internal enum PurposePlace
{
    None = 0,

    /// <summary>A scope value of its own: <c>dpv:Purpose scope</c>.</summary>
    ScopeValue = 1,

    /// <summary>In one scope value with the scope: <c>dpv:Purpose#scope</c>, as CAMARA had it before its profile.</summary>
    JoinedToScope = 2,

    /// <summary>A parameter of its own, which stands for the scopes too.</summary>
    Parameter = 4,
}
