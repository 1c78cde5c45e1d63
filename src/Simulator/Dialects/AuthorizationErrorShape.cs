namespace NumberVerify.Simulator;

/// <summary>What the authorization endpoint answers where it must not redirect.</summary>
internal enum AuthorizationErrorShape
{
    /// <summary>A page for people.</summary>
    Page,

    /// <summary>JSON with a number and a text.</summary>
    CodeAndMessage,
}
