using Microsoft.AspNetCore.Http;

namespace NumberVerify.Simulator;

/// <summary>The bodies of the exchange now served, until the log has read them.</summary>
internal sealed class ExchangeBodies
{
    internal byte[] Request { get; set; } = [];

    internal byte[] Response { get; set; } = [];

    /// <returns>Null when the exchange is not logged.</returns>
    internal static ExchangeBodies? Of(HttpContext context) => context.Features.Get<ExchangeBodies>();
}
