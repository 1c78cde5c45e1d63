using System.Net;
using System.Text.Json;
using NumberVerify.Simulator;
using static NumberVerify.Integration.Tests.Simulator.RunningOperator;

namespace NumberVerify.Integration.Tests.Simulator;

public sealed class DiscoveryTests
{
    private const string Path = "/.well-known/openid-configuration";

    [Fact]
    public async Task The_metadata_states_the_endpoints_and_what_is_enforced()
    {
        await using var op = await StartAsync();

        var metadata = await GetAsync(op, Path);

        var issuer = $"http://127.0.0.1:{op.Simulator.Issuer.Port}";
        Assert.Equal(issuer, metadata.GetProperty("issuer").GetString());
        Assert.Equal(issuer, op.Simulator.Issuer.OriginalString);
        Assert.Equal($"{issuer}/authorize", metadata.GetProperty("authorization_endpoint").GetString());
        Assert.Equal($"{issuer}/token", metadata.GetProperty("token_endpoint").GetString());
        Assert.Equal($"{issuer}/jwks", metadata.GetProperty("jwks_uri").GetString());
        Assert.Equal(["code"], Strings(metadata, "response_types_supported"));
        Assert.Equal(
            ["authorization_code", "urn:openid:params:grant-type:ciba", "urn:ietf:params:oauth:grant-type:jwt-bearer", "client_credentials"], Strings(metadata, "grant_types_supported"));
        Assert.Equal($"{issuer}/bc-authorize", metadata.GetProperty("backchannel_authentication_endpoint").GetString());
        Assert.Equal(["poll"], Strings(metadata, "backchannel_token_delivery_modes_supported"));
        Assert.Equal(Strings(metadata, "token_endpoint_auth_signing_alg_values_supported"), Strings(metadata, "backchannel_authentication_request_signing_alg_values_supported"));
        Assert.False(metadata.GetProperty("backchannel_user_code_parameter_supported").GetBoolean());
        Assert.Equal(["pairwise"], Strings(metadata, "subject_types_supported"));
        Assert.Equal(["ES256"], Strings(metadata, "id_token_signing_alg_values_supported"));
        Assert.Equal(["S256"], Strings(metadata, "code_challenge_methods_supported"));
        Assert.Equal(["none"], Strings(metadata, "prompt_values_supported"));
        Assert.Equal(["private_key_jwt", "client_secret_basic", "client_secret_post"], Strings(metadata, "token_endpoint_auth_methods_supported"));
        Assert.DoesNotContain(Strings(metadata, "token_endpoint_auth_signing_alg_values_supported"), alg => alg == "none" || alg.StartsWith("HS", StringComparison.Ordinal));
        Assert.Contains(VerifyScope, Strings(metadata, "scopes_supported"));
        Assert.Contains("one-time-password-sms:send-validate", Strings(metadata, "scopes_supported"));
        Assert.Contains("number-verification-verify-read", Strings(metadata, "scopes_supported"));
        Assert.True(metadata.GetProperty("authorization_response_iss_parameter_supported").GetBoolean());
        Assert.True(metadata.GetProperty("request_parameter_supported").GetBoolean());
        Assert.Equal(Strings(metadata, "token_endpoint_auth_signing_alg_values_supported"), Strings(metadata, "request_object_signing_alg_values_supported"));
        Assert.False(metadata.GetProperty("request_uri_parameter_supported").GetBoolean());
        Assert.Contains("amr", Strings(metadata, "claims_supported"));
    }

    [Fact]
    public async Task The_metadata_states_what_is_required_of_dpop_proofs()
    {
        await using var off = await StartAsync(options => options.DPoP = DPoPSupport.Off);
        await using var supported = await StartAsync();
        await using var required = await StartAsync(options =>
        {
            options.DPoP = DPoPSupport.Required;
            options.DPoPClaimsRequired.Add("camara:bh");
            options.DPoPClaimsRequired.Add("camara:qh");
        });

        var (without, with, all) = (await GetAsync(off, Path), await GetAsync(supported, Path), await GetAsync(required, Path));

        Assert.DoesNotContain(without.EnumerateObject(), member => member.Name.Contains("dpop", StringComparison.Ordinal));
        Assert.Equal(["dpop_signing_alg_values_supported"], with.EnumerateObject().Select(member => member.Name).Where(name => name.Contains("dpop", StringComparison.Ordinal)));
        Assert.Contains("ES256", Strings(with, "dpop_signing_alg_values_supported"));
        Assert.True(all.GetProperty("dpop_bound_access_tokens").GetBoolean());
        Assert.Equal(["camara:bh", "camara:qh"], Strings(all, "camara_dpop_claims_required"));
    }

    [Fact]
    public async Task The_key_set_holds_one_public_key()
    {
        await using var op = await StartAsync();

        var key = Assert.Single((await GetAsync(op, "/jwks")).GetProperty("keys").EnumerateArray());

        Assert.Equal(["kty", "crv", "x", "y", "kid", "use", "alg"], key.EnumerateObject().Select(member => member.Name));
        Assert.Equal("ES256", key.GetProperty("alg").GetString());
    }

    [Theory]
    [InlineData("/Token")]
    [InlineData("/token/")]
    [InlineData("/number-verification/v3/verify")]
    [InlineData("/number-verification/v2/Verify")]
    [InlineData("/number-verification/v2")]
    public async Task An_unknown_path_is_not_found(string path)
    {
        await using var op = await StartAsync();

        using var response = await op.Http.GetAsync(path);

        await AssertApiErrorAsync(response, HttpStatusCode.NotFound, "NOT_FOUND");
    }

    private static async Task<JsonElement> GetAsync(RunningOperator op, string path)
    {
        using var response = await op.Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await JsonAsync(response);
    }

    private static string[] Strings(JsonElement metadata, string name) => [.. metadata.GetProperty(name).EnumerateArray().Select(value => value.GetString()!)];
}
