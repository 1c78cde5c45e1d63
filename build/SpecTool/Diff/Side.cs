namespace NumberVerify.SpecTool.Diff;

/// <summary>Who writes a message: the same change is harmless in one direction and breaks in the other.</summary>
internal enum Side
{
    /// <summary>The client sends it.</summary>
    Request,

    /// <summary>The client receives it.</summary>
    Response,
}
