namespace NumberVerify.SpecTool.Diff;

/// <summary>Where in the messages of one operation something stands.</summary>
/// <param name="Operation">Method and path, or empty for the API as a whole.</param>
/// <param name="Side">The direction of the message; null for the operation as a whole.</param>
/// <param name="Status">The response's status.</param>
/// <param name="Part">The part of the message: a header, a parameter, the body.</param>
/// <param name="Path">The members that lead to the value.</param>
internal sealed record Place(string Operation, Side? Side = null, string? Status = null, string Part = "", string Path = "")
{
    /// <summary>What is received while a callback is served is still a request on the wire, and the words follow the wire.</summary>
    public bool IsResponse => Status is not null;

    public bool IsHeader => Part.StartsWith("header ", StringComparison.Ordinal);

    /// <summary>The body of an error, where CAMARA documents codes.</summary>
    public bool IsErrorBody => IsResponse && Part.Length == 0 && Statuses.IsError(Status!);

    public Place Member(string name) => this with { Path = Path.Length == 0 ? name : $"{Path}.{name}" };

    public Place Items() => this with { Path = Path + "[]" };

    public Place As(string alternative) => this with { Path = $"{Path} ({alternative.Replace('(', '[').Replace(')', ']')})".Trim() };
}
