using System.Net.Http.Headers;

namespace NumberVerify.Benchmarks.NSwagDefault;

/// <summary>The generator's own client and, in the place it offers for that, the token.</summary>
public partial class NSwagDefaultClient
{
    static partial void UpdateJsonSerializerSettings(System.Text.Json.JsonSerializerOptions settings)
    {
    }

    partial void PrepareRequest(HttpClient client, HttpRequestMessage request, string url) =>
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Wire.AccessToken);
}
