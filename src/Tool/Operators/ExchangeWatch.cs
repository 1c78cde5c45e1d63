using System.Net.Http.Headers;

namespace NumberVerify.Tool.Operators;

/// <summary>Sees each exchange with the operator go by: which step it is, when the operator says it was, and by which correlator it is found again.</summary>
internal sealed class ExchangeWatch(TimeProvider time)
{
    public const string Discovery = "Discovery: reading what the operator publishes";
    public const string Exchange = "Exchange: redeeming the code for a token";
    public const string Verify = "Verify: asking the operator";

    private const string CorrelatorHeader = "x-correlator";

    /// <summary>Called before a request leaves, with the step it is.</summary>
    public Action<string>? Starting { get; set; }

    /// <summary>The correlator of the last API answer.</summary>
    public string? CorrelationId { get; private set; }

    /// <summary>How far this machine's clock is ahead of the operator's, by the latest answer that told its time.</summary>
    public TimeSpan? Ahead { get; private set; }

    public DelegatingHandler CreateHandler() => new Handler(this);

    private static string StepOf(HttpRequestMessage request) => request.Method == HttpMethod.Get
        ? request.RequestUri!.AbsolutePath.EndsWith("/openid-configuration", StringComparison.Ordinal) ? Discovery : "Keys: reading those the operator signs with"
        : IsForm(request.Content?.Headers.ContentType) ? Exchange : Verify;

    private static bool IsForm(MediaTypeHeaderValue? type) => type?.MediaType == "application/x-www-form-urlencoded";

    private void See(HttpRequestMessage request, HttpResponseMessage response)
    {
        if (response.Headers.Date is { } date)
        {
            // Written in whole seconds: what was cut off is half a second in the mean.
            Ahead = time.GetUtcNow() - date - TimeSpan.FromSeconds(0.5);
        }

        if (!IsForm(request.Content?.Headers.ContentType) && response.Headers.TryGetValues(CorrelatorHeader, out var values) && OperatorFailure.Code(values.First()) is { } correlator)
        {
            CorrelationId = correlator;
        }
    }

    private sealed class Handler(ExchangeWatch watch) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            watch.Starting?.Invoke(StepOf(request));
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            watch.See(request, response);
            return response;
        }
    }
}
