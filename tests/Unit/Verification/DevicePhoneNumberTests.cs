using System.Text.Json;

namespace NumberVerify.Unit.Tests.Verification;

/// <summary>Learning the device's own number.</summary>
public sealed class DevicePhoneNumberTests
{
    private readonly FakeOperator _operator = new();

    [Fact]
    public async Task The_number_is_read_and_shows_no_digit()
    {
        var answer = await _operator.SignInForDevicePhoneNumber().GetDevicePhoneNumberAsync();

        Assert.Equal(FakeOperator.Number, answer.DevicePhoneNumber.Value);
        Assert.DoesNotContain(FakeOperator.Number[1..], answer with { CorrelationId = null } + JsonSerializer.Serialize(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_request_has_no_body()
    {
        await _operator.SignInForDevicePhoneNumber().GetDevicePhoneNumberAsync();

        var request = _operator.Sent(FakeOperator.DevicePhoneNumberUri).Single();
        Assert.Equal(HttpMethod.Get, request.Method);
        Assert.Empty(request.Body);
        Assert.Equal("0", request.Header("Content-Length"));
        Assert.Equal(["Authorization", "Content-Length", "x-correlator"], request.HeaderNames);
    }

    public static TheoryData<string> BadAnswers =>
    [
        "{}", "null", """{"devicePhoneNumber":null}""", """{"devicePhoneNumber":346661113334}""", """{"devicePhoneNumber":""}""",
        .. Numbers.Malformed.Select(static (object[] row) => JsonSerializer.Serialize(new { devicePhoneNumber = (string)row[0] })),
    ];

    [Theory]
    [MemberData(nameof(BadAnswers))]
    public async Task A_malformed_number_is_a_failure(string body)
    {
        _operator.OnDevicePhoneNumber = _ => FakeHandler.Json(body);

        var exception = await Assert.ThrowsAsync<UnexpectedResponseException>(() => _operator.SignInForDevicePhoneNumber().GetDevicePhoneNumberAsync());

        Assert.True(exception.RequestMayHaveBeenProcessed);
        Assert.DoesNotContain("666111", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authorization_for_a_verification_discloses_no_number()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => _operator.SignIn().GetDevicePhoneNumberAsync());

        Assert.Empty(_operator.Http.Sent);
    }

    [Fact]
    public async Task The_session_serves_one_disclosure()
    {
        var user = _operator.SignInForDevicePhoneNumber();
        await user.GetDevicePhoneNumberAsync();

        await Assert.ThrowsAsync<SessionAlreadyUsedException>(() => user.GetDevicePhoneNumberAsync());

        Assert.Single(_operator.Sent(FakeOperator.DevicePhoneNumberUri));
    }
}
