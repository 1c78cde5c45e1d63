using Microsoft.AspNetCore.Http;

namespace NumberVerify.Simulator;

/// <summary>What becomes known of an exchange while it is served, until the log has read it.</summary>
internal sealed class ExchangeDraft
{
    internal byte[] RequestBody { get; set; } = [];

    internal byte[] ResponseBody { get; set; } = [];

    internal SimulatorFaultKind? Fault { get; set; }

    /// <returns>Null when the exchange is not logged.</returns>
    internal static ExchangeDraft? Of(HttpContext context) => context.Features.Get<ExchangeDraft>();
}
