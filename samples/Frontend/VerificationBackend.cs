using System.Net.Http.Json;
using System.Text.Json.Serialization.Metadata;
using NumberVerify;

namespace Frontend;

/// <summary>
/// The endpoints that <c>MapNumberVerify("/verify", …)</c> maps. The backend keeps what is secret of a verification (credential, code verifier, expected answer) and knows this browser by a cookie
/// that no script can read.
/// </summary>
internal sealed class VerificationBackend(HttpClient http)
{
    public Task<Reply> StartAsync(string phoneNumber) => PostAsync("verify/start", new StartRequest(phoneNumber), BackendJson.Default.StartRequest);

    public Task<Reply> SubmitCodeAsync(string transaction, string code) => PostAsync("verify/code", new CodeRequest(transaction, code), BackendJson.Default.CodeRequest);

    /// <summary>The operator's URL, made here of public halves.</summary>
    public async Task<Uri> GetAuthUrlAsync(string transaction)
    {
        var handed = await http.GetFromJsonAsync($"verify/parameters?transaction={Uri.EscapeDataString(transaction)}", BackendJson.Default.PublicParameters)
            ?? throw new HttpRequestException("The backend handed out nothing.");
        return new NumberVerifyFrontendClient(handed.ClientId, handed.AuthorizationEndpoint, handed.RedirectUri).GetAuthUrl(handed.Parameters);
    }

    private async Task<Reply> PostAsync<T>(string path, T body, JsonTypeInfo<T> type)
    {
        using var response = await http.PostAsJsonAsync(path, body, type);
        return response.Content.Headers.ContentType?.MediaType switch
        {
            "application/problem+json" => new Reply(Problem: await response.Content.ReadFromJsonAsync(BackendJson.Default.Problem)),
            "application/json" when response.IsSuccessStatusCode => new Reply(Standing: await response.Content.ReadFromJsonAsync(BackendJson.Default.Standing)),
            _ => throw new HttpRequestException("The backend failed.", inner: null, response.StatusCode),
        };
    }
}
