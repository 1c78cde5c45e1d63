namespace NumberVerify.Simulator;

/// <summary>How a simulated device reaches the operator.</summary>
public enum DeviceConnection
{
    /// <summary>Over the operator's own mobile network, which recognises the SIM: silent verification works.</summary>
    MobileData,

    /// <summary>Over somebody else's network: the operator does not know whose device it is. What happens then is <see cref="OperatorSimulatorOptions.WifiBehavior"/>.</summary>
    WiFi,

    /// <summary>Over mobile data, but through a tunnel: what reaches the operator comes from the tunnel's end, and is treated like <see cref="WiFi"/>.</summary>
    Vpn,
}
