namespace NumberVerify.Conformance.Features;

/// <summary>What a scenario's Authorization header holds.</summary>
internal enum TokenKind
{
    Valid,
    Absent,
    Expired,
    Invalid,
    WithoutScope,
    NotByMobileNetwork,
}
