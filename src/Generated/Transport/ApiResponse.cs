namespace NumberVerify.Generated;

/// <summary>What a successful call brought.</summary>
/// <typeparam name="T">The model of the success body.</typeparam>
public readonly struct ApiResponse<T>
{
    /// <summary>An answer made by hand, for fakes.</summary>
    public ApiResponse(T result, string? correlationId = null)
    {
        Result = result;
        CorrelationId = correlationId;
    }

    /// <summary>The body, complete and valid by the document.</summary>
    public T Result { get; }

    /// <summary>The <c>x-correlator</c> header of the answer; null where the server sent none.</summary>
    public string? CorrelationId { get; }
}
