using System.Net;

namespace NumberVerify.Unit.Tests.Faults;

/// <summary>One row of the fault catalogue: what an operator, or the network, does, and what must come of it.</summary>
/// <param name="Id">The row's number in the catalogue; several rows may share one.</param>
/// <param name="What">The fault in words.</param>
/// <param name="Cause">Brings it about.</param>
/// <param name="Failure">The exception that must come of it; null where the answer is good all the same.</param>
internal sealed record Fault(string Id, string What, Action<FakeOperator> Cause, Type? Failure = null)
{
    public const string Canary = "canary";

    public string Name => $"{Id} {What}";

    /// <summary>The HTTP status that must be told; null where no answer was read, or where the answer was judged after its reading.</summary>
    public int? Status { get; init; }

    public string? Code { get; init; }

    /// <summary>Whether the code or token must be taken for used.</summary>
    public bool IsSpent { get; init; } = true;

    public bool TimedOut { get; init; }

    /// <summary>The seconds to wait that must be told.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>How many seconds the session must live where the answer is good.</summary>
    public int Lifetime { get; init; } = 300;

    /// <summary>Everything an exception tells, held against what this row expects.</summary>
    public void Check(NumberVerifyException exception, params IEnumerable<string> secrets)
    {
        Assert.IsType(Failure!, exception);
        Assert.Equal((Status, Code), ((int?)exception.StatusCode, exception.Code));
        Assert.Equal(IsSpent, exception.RequestMayHaveBeenProcessed);
        Assert.Equal(RetryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null, exception.RetryAfter);
        Assert.Equal(TimedOut, exception is TransportException { TimedOut: true });
        Assert.Empty(exception.Data);
        Assert.InRange(exception.Message.Length, 20, 500);
        Assert.DoesNotContain(exception.Message, char.IsControl);
        // A correlator of the library's own is random, and any few digits come up in it once in a while.
        var correlationId = Guid.TryParse(exception.CorrelationId, out _) ? "" : exception.CorrelationId;
        foreach (var secret in secrets.Append(Canary))
        {
            Assert.DoesNotContain(secret, exception + exception.Code + correlationId, StringComparison.OrdinalIgnoreCase);
        }
    }

    public static HttpResponseMessage Answer(int status, string body, string? mediaType = "application/json", params (string Name, string Value)[] headers)
    {
        var response = FakeHandler.Bytes(System.Text.Encoding.UTF8.GetBytes(body), mediaType, (HttpStatusCode)status);
        foreach (var (name, value) in headers)
        {
            response.With(name, value);
        }

        return response;
    }
}
