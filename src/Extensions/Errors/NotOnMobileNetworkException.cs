namespace NumberVerify;

/// <summary>The device was not authenticated by the mobile network: it is on Wi-Fi, a VPN or a hotspot. Another channel may still prove the number.</summary>
public sealed class NotOnMobileNetworkException : NumberVerifyException
{
    internal NotOnMobileNetworkException(string message)
        : base(message)
    {
    }

    internal NotOnMobileNetworkException(string message, NumberVerifyException cause)
        : base(message, cause)
    {
    }
}
