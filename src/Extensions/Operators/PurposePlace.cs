namespace NumberVerify;

/// <summary>Where an authorization request says what the data is for.</summary>
public enum PurposePlace
{
    /// <summary>A scope value of its own, <c>dpv:ServiceProvision number-verification:verify</c>: CAMARA's security profile.</summary>
    ScopeValue,

    /// <summary>In one scope value with the API scope, <c>dpv:ServiceProvision#number-verification-verify-read</c>: CAMARA before that profile.</summary>
    JoinedToScope,

    /// <summary>A <c>purpose</c> parameter of its own, as one aggregator has it.</summary>
    Parameter,
}
