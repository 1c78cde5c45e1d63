using System.Net;

namespace NumberVerify.Generated;

/// <summary>What a successful call brought.</summary>
/// <typeparam name="T">The model of the success body.</typeparam>
public readonly struct ApiResponse<T>
{
    /// <summary>An answer made by hand, for fakes.</summary>
    public ApiResponse(T result, string? correlationId = null, HttpStatusCode statusCode = HttpStatusCode.OK)
    {
        Result = result;
        CorrelationId = correlationId;
        StatusCode = statusCode;
    }

    /// <summary>The body, complete and valid by the document; null where the document describes a success without one and the server sent that.</summary>
    public T Result { get; }

    /// <summary>The <c>x-correlator</c> header of the answer; null where the server sent none.</summary>
    public string? CorrelationId { get; }

    /// <summary>Which of the document's successes the server answered with.</summary>
    public HttpStatusCode StatusCode { get; }
}
