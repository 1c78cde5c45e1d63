using System.Text;

namespace NumberVerify.Conformance.Features;

/// <summary>Sends what the scenario says and nothing else, without the SDK.</summary>
internal sealed class RawCaller : ICaller
{
    public async Task<Reply> SendAsync(World world)
    {
        using var request = new HttpRequestMessage(world.Method, world.Resource);
        if (await world.GetAccessTokenAsync() is { } token)
        {
            request.Headers.Authorization = new("Bearer", token);
        }

        if (world.Correlator is not null)
        {
            request.Headers.TryAddWithoutValidation("x-correlator", world.Correlator);
        }

        if (world.Body is not null)
        {
            request.Content = new StringContent(world.Body.ToJsonString(), Encoding.UTF8, world.ContentType);
            request.Content.Headers.ContentType!.CharSet = null;
        }

        using var response = await world.Http.SendAsync(request);
        return await Reply.ReadAsync(response);
    }
}
