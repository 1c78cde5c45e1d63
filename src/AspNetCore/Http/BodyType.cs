namespace NumberVerify.AspNetCore;

/// <summary>How a body is written, and so how it is answered.</summary>
internal enum BodyType
{
    /// <summary>By a program, for JSON.</summary>
    Json,

    /// <summary>By a page's form, for another page.</summary>
    Form,
}
