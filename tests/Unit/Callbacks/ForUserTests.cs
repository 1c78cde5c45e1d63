namespace NumberVerify.Unit.Tests.Callbacks;

/// <summary>Holding a callback against the request it claims to answer.</summary>
public sealed class ForUserTests
{
    private const string NotOnNetwork = "NUMBER_VERIFICATION.USER_NOT_AUTHENTICATED_BY_MOBILE_NETWORK";

    private readonly FakeOperator _operator = new();
    private readonly AuthorizationRequest _request = AuthorizationRequest.Create();

    [Fact]
    public void The_answer_to_the_request_is_accepted_and_nothing_is_sent()
    {
        Assert.NotNull(ForUser($"?code=c&state={_request.State}"));
        Assert.Empty(_operator.Http.Sent);
    }

    [Fact]
    public void A_callback_without_a_state_is_refused() => Refused("?code=c");

    [Fact]
    public void The_state_of_another_request_is_refused() => Refused($"?code=c&state={AuthorizationRequest.Create().State}");

    [Fact]
    public void A_state_in_another_case_is_refused() => Refused($"?code=c&state={(_request.State.ToLowerInvariant() == _request.State ? _request.State.ToUpperInvariant() : _request.State.ToLowerInvariant())}");

    [Fact]
    public void A_beginning_of_the_state_is_refused() => Refused($"?code=c&state={_request.State[..^1]}");

    [Fact]
    public void A_longer_state_is_refused() => Refused($"?code=c&state={_request.State}x");

    [Fact]
    public void The_nonce_is_no_state() => Refused($"?code=c&state={_request.Nonce}");

    [Fact]
    public void An_error_with_a_wrong_state_is_no_refusal_by_the_operator() => Refused("?error=access_denied&state=wrong");

    [Theory]
    [InlineData(false, null, true)]
    [InlineData(false, FakeOperator.Issuer, true)]
    [InlineData(false, "https://evil.example", false)]
    [InlineData(false, "https://op.example/", false)]
    [InlineData(false, "https://OP.example", false)]
    [InlineData(false, "http://op.example", false)]
    [InlineData(true, null, false)]
    [InlineData(true, FakeOperator.Issuer, true)]
    [InlineData(true, "https://evil.example", false)]
    public void The_issuer_is_demanded_where_it_is_promised_and_compared_wherever_it_is_given(bool isPromised, string? issuer, bool isGood)
    {
        _operator.Options.Profile = OperatorProfile.Camara with { RequiresIssuerInCallback = isPromised };

        foreach (var answer in new[] { "code=c", "error=access_denied" })
        {
            var exception = Record.Exception(() => ForUser($"?{answer}&state={_request.State}{(issuer is null ? "" : "&iss=" + Uri.EscapeDataString(issuer))}"));

            Assert.Equal(isGood ? (answer[0] == 'c' ? null : typeof(AuthorizationRefusedException)) : typeof(InvalidCallbackException), exception?.GetType());
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_the_metadata_promises_about_the_issuer_counts(bool isPromised)
    {
        FakeOperator.Discovered(_operator.Options);
        _operator.OnMetadata = _ =>
        {
            var metadata = FakeOperator.MetadataBody();
            metadata["authorization_response_iss_parameter_supported"] = isPromised;
            return FakeHandler.Json(metadata.ToJsonString());
        };
        await _operator.Client.DiscoverAsync();

        var exception = Record.Exception(() => ForUser($"?code=c&state={_request.State}"));

        Assert.Equal(isPromised, exception is InvalidCallbackException);
    }

    [Fact]
    public void An_answer_of_one_operator_is_refused_by_another_with_the_same_state()
    {
        var other = new FakeOperator(static options => options.Issuer = "https://other.example");

        Assert.Throws<InvalidCallbackException>(() => other.Client.ForUser(_request, AuthorizationResponse.Parse($"?code=c&state={_request.State}&iss={FakeOperator.Issuer}")));
    }

    /// <summary>RFC 6749 4.1.2.1, CAMARA's appendix A and OIDC Core 3.1.2.6.</summary>
    public static TheoryData<string> ErrorCodes =>
    [
        "invalid_request", "unauthorized_client", "access_denied", "unsupported_response_type", "invalid_scope", "consent_required", "server_error", "temporarily_unavailable", "invalid_request_object", "request_uri_not_supported",
        "interaction_required", "login_required", "account_selection_required", "invalid_request_uri", "request_not_supported", "registration_not_supported",
        "an_unknown_code", "VENDOR.SPECIFIC-code",
    ];

    [Theory]
    [MemberData(nameof(ErrorCodes))]
    public void An_error_keeps_the_operators_code(string code)
    {
        var exception = Assert.Throws<AuthorizationRefusedException>(() => ForUser($"?error={code}&error_description=canary&state={_request.State}"));

        Assert.Equal(code, exception.Code);
        Assert.Contains(code, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", exception.ToString(), StringComparison.Ordinal);
        Assert.False(exception.RequestMayHaveBeenProcessed);
    }

    [Fact]
    public void A_device_that_is_not_on_the_mobile_network_has_a_type_of_its_own() =>
        Assert.Equal(NotOnNetwork, Assert.Throws<NotOnMobileNetworkException>(() => ForUser($"?error={NotOnNetwork}&state={_request.State}")).Code);

    [Theory]
    [InlineData("%3Cscript%3E", null)]
    [InlineData("123456", null)]
    [InlineData("login_required%3Cscript%3E", "login_required")]
    public void Of_an_error_that_is_no_code_only_the_readable_beginning_is_kept(string error, string? code)
    {
        var exception = Assert.Throws<AuthorizationRefusedException>(() => ForUser($"?error={error}&state={_request.State}"));

        Assert.Equal(code, exception.Code);
        Assert.DoesNotContain("script", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_code_of_four_thousand_characters_is_cut() =>
        Assert.Equal(96, Assert.Throws<AuthorizationRefusedException>(() => ForUser($"?error={new string('e', 4000)}&state={_request.State}")).Code!.Length);

    [Theory]
    [MemberData(nameof(Numbers.Malformed), MemberType = typeof(Numbers))]
    public void A_malformed_number_is_refused_without_being_repeated(string number)
    {
        var exception = Assert.Throws<ArgumentException>("phoneNumber", () => ForUser($"?code=c&state={_request.State}", number));

        Assert.True(number.Trim().Length < 2 || !exception.ToString().Contains(number, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void The_short_form_is_refused_where_it_would_skip_a_check(bool usesPkce, bool usesOpenId)
    {
        _operator.Options.Profile = OperatorProfile.Camara with { UsesPkce = usesPkce, UsesOpenId = usesOpenId };

        Assert.Throws<InvalidOperationException>(() => _operator.Client.ForUser("a-code"));
        Assert.Empty(_operator.Http.Sent);
    }

    [Fact]
    public async Task The_short_form_redeems_a_code_where_there_is_neither_PKCE_nor_openid()
    {
        FakeOperator.Plain(_operator.Options);

        var answer = await _operator.Client.ForUser("a-code", FakeOperator.Number).VerifyNumberAsync();

        Assert.True(answer.DevicePhoneNumberVerified);
        Assert.Equal("a-code", _operator.Sent(FakeOperator.TokenEndpoint).Single().Field("code"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\r\nb")]
    [InlineData("a\0")]
    [InlineData("é")]
    public void A_malformed_code_of_the_short_form_is_refused(string code)
    {
        FakeOperator.Plain(_operator.Options);

        Assert.Throws<ArgumentException>("code", () => _operator.Client.ForUser(code));
    }

    private NumberVerifyUserClient ForUser(string callback, string? number = null) => _operator.Client.ForUser(_request, AuthorizationResponse.Parse(callback), number);

    private void Refused(string callback)
    {
        var exception = Assert.Throws<InvalidCallbackException>(() => ForUser(callback));

        Assert.DoesNotContain(_request.State, exception.ToString(), StringComparison.Ordinal);
        Assert.Empty(_operator.Http.Sent);
    }
}
