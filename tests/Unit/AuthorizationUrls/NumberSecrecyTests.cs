using System.Text;

namespace NumberVerify.Unit.Tests.AuthorizationUrls;

/// <summary>A number never travels in a URL, in no disguise; a sandbox's test number is the one exception.</summary>
public sealed class NumberSecrecyTests
{
    private const string DevNumber = "+99012345678";

    [Theory]
    [InlineData(NumberVerifyOperation.VerifyNumber)]
    [InlineData(NumberVerifyOperation.GetDevicePhoneNumber)]
    public void The_number_is_in_no_URL_in_no_form(NumberVerifyOperation operation)
    {
        var mobileOperator = new FakeOperator();
        var request = AuthorizationRequest.Create("anything", operation: operation);
        mobileOperator.SignIn(FakeOperator.Number, request);

        var url = mobileOperator.Client.GetAuthUrl(request).AbsoluteUri;

        Assert.All(Disguises(FakeOperator.Number), form => Assert.DoesNotContain(form, url, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_sandbox_is_told_the_test_number_as_its_login_hint()
    {
        var mobileOperator = new FakeOperator(options => options.Profile = OperatorProfile.Camara with { IsSandbox = true });

        var url = mobileOperator.Client.GetAuthUrl(AuthorizationRequest.Create(useDevNumber: DevNumber));

        Assert.Equal("tel:" + DevNumber, Query.Value(url, "login_hint"));
        Assert.Contains("login_hint=tel%3A%2B99012345678", url.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public void A_real_operator_is_never_told_a_test_number()
    {
        var exception = Assert.Throws<ArgumentException>(() => new FakeOperator().Client.GetAuthUrl(AuthorizationRequest.Create(useDevNumber: DevNumber)));

        Assert.DoesNotContain(DevNumber, exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_frontend_gets_a_sandboxs_test_number_too()
    {
        var mobileOperator = new FakeOperator(options => options.Profile = OperatorProfile.Camara with { IsSandbox = true });

        Assert.Equal("tel:" + DevNumber, mobileOperator.Client.GetParameters(AuthorizationRequest.Create(useDevNumber: DevNumber)).LoginHint);
    }

    [Fact]
    public void A_frontend_of_a_real_operator_is_never_handed_a_test_number() =>
        Assert.Throws<ArgumentException>(() => new FakeOperator().Client.GetParameters(AuthorizationRequest.Create(useDevNumber: DevNumber)));

    private static IEnumerable<string> Disguises(string number)
    {
        foreach (var text in new[] { number, number[1..], "tel:" + number })
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            yield return text;
            yield return Uri.EscapeDataString(text);
            yield return Convert.ToBase64String(bytes).TrimEnd('=');
            yield return Uri.EscapeDataString(Convert.ToBase64String(bytes));
            yield return Convert.ToHexString(bytes);
            yield return Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(bytes));
        }
    }
}
