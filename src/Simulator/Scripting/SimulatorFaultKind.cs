namespace NumberVerify.Simulator;

/// <summary>What goes wrong with an answer.</summary>
public enum SimulatorFaultKind
{
    /// <summary>It comes after <see cref="SimulatorFault.Delay"/>.</summary>
    Delay,

    /// <summary>Its body comes byte by byte, <see cref="SimulatorFault.Delay"/> apart.</summary>
    Drip,

    /// <summary>It is <see cref="SimulatorFault.StatusCode"/> with <see cref="SimulatorFault.Body"/> instead; with status 200, any body an operator might send.</summary>
    Status,

    /// <summary>It is a gateway's HTML page with status 502 instead.</summary>
    HtmlPage,

    /// <summary>The connection closes after half of the body.</summary>
    Truncated,

    /// <summary>Its JSON object has one more member, of <see cref="SimulatorFault.Bytes"/> bytes.</summary>
    Oversized,

    /// <summary>Its JSON object has each member twice, the second time with a boolean turned round.</summary>
    DuplicateKeys,

    /// <summary>Its JSON object has a member that no specification knows.</summary>
    ExtraFields,

    /// <summary>Its JSON object's members have the wrong types: booleans and numbers are strings, strings are numbers, all else is null.</summary>
    WrongTypes,

    /// <summary>Its <c>x-correlator</c> is not the request's.</summary>
    WrongCorrelator,

    /// <summary>There is none: the connection is reset.</summary>
    ConnectionReset,
}
