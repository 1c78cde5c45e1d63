namespace NumberVerify;

/// <summary>A verification's handle was changed, was made with other keys, or is for another step than the one it was given to. Nothing was sent.</summary>
public sealed class InvalidHandleException : NumberVerifyException
{
    internal InvalidHandleException(string message)
        : base(message)
    {
    }
}
