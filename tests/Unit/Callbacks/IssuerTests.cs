namespace NumberVerify.Unit.Tests.Callbacks;

/// <summary>RFC 9207 2.4, the whole table: promised or not, by the profile or by the metadata, on a code as on an error.</summary>
public sealed class IssuerTests
{
    private static readonly string[] s_others =
    [
        "https://evil.example", "https://op.example/", "https://op.example//", "https://OP.example", "HTTPS://op.example", "http://op.example", "https://op.example:443", "https://op.example.", "https://op.example.evil.example",
        "https://op.example%00", "https://op.example?", "https://op.example#", "https://op.exampl", "https://op.example ", " https://op.example", "op.example", "null",
    ];

    public enum Promise
    {
        None,
        Profile,
        Metadata,
        MetadataDenies,
    }

    public static TheoryData<Promise, string?, bool> Table
    {
        get
        {
            var table = new TheoryData<Promise, string?, bool>();
            foreach (var promise in Enum.GetValues<Promise>())
            {
                table.Add(promise, null, promise is Promise.None or Promise.MetadataDenies);
                table.Add(promise, FakeOperator.Issuer, true);
                foreach (var other in s_others)
                {
                    table.Add(promise, other, false);
                }
            }

            return table;
        }
    }

    [Theory]
    [MemberData(nameof(Table))]
    public async Task An_issuer_is_demanded_where_it_is_promised_and_must_be_the_requests_wherever_it_is_told(Promise promise, string? issuer, bool isGood)
    {
        var mobileOperator = await OperatorAsync(promise);
        var request = AuthorizationRequest.Create();
        mobileOperator.Client.GetAuthUrl(request);
        var before = mobileOperator.Http.Sent.Count;
        foreach (var (answer, goodEnd) in new[] { ("code=c", (Type?)null), ("error=access_denied", typeof(AuthorizationRefusedException)), ("error=login_required", typeof(AuthorizationRefusedException)) })
        {
            var response = AuthorizationResponse.Parse($"?{answer}&state={request.State}{(issuer is null ? "" : "&iss=" + Uri.EscapeDataString(issuer))}");

            var exception = Record.Exception(() => mobileOperator.Client.ForUser(request, response));

            Assert.Equal(isGood ? goodEnd : typeof(InvalidCallbackException), exception?.GetType());
            Assert.True(isGood || issuer is null || !exception!.ToString().Contains(issuer, StringComparison.Ordinal) || issuer == "null");
        }

        Assert.Equal(before, mobileOperator.Http.Sent.Count);
    }

    [Fact]
    public void An_operator_that_has_no_issuer_takes_none_for_a_proof()
    {
        var mobileOperator = new FakeOperator(static options =>
        {
            FakeOperator.Plain(options);
            options.Issuer = null;
        });
        var request = AuthorizationRequest.Create();

        Assert.NotNull(mobileOperator.Client.ForUser(request, AuthorizationResponse.Parse($"?code=c&state={request.State}&iss=https://op.example")));
        Assert.Throws<InvalidCallbackException>(() => mobileOperator.Client.ForUser(request, AuthorizationResponse.Parse("?code=c&state=wrong&iss=https://op.example")));
    }

    private static async Task<FakeOperator> OperatorAsync(Promise promise)
    {
        var mobileOperator = new FakeOperator(options =>
        {
            options.Profile = options.Profile with { RequiresIssuerInCallback = promise == Promise.Profile };
            if (promise is Promise.Metadata or Promise.MetadataDenies)
            {
                FakeOperator.Discovered(options);
            }
        });
        mobileOperator.OnMetadata = _ =>
        {
            var metadata = FakeOperator.MetadataBody();
            metadata["authorization_response_iss_parameter_supported"] = promise == Promise.Metadata;
            return FakeHandler.Json(metadata.ToJsonString());
        };
        await mobileOperator.Client.DiscoverAsync();
        return mobileOperator;
    }
}
