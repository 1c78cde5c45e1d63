using NumberVerify.Tool.Doctor;

namespace NumberVerify.Tool.Tests.Doctor;

public sealed class ScopeCheckTests
{
    [Theory]
    [InlineData("scope=openid+dpv:FraudPreventionAndDetection+number-verification:verify", "Ok", "")]
    [InlineData("scope=openid&purpose=dpv:FraudPreventionAndDetection:number-verification", "Ok", "")]
    [InlineData("scope=dpv:FraudPreventionAndDetection%23number-verification-verify-read", "Ok", "")]
    [InlineData("scope=openid+number-verification:verify", "Failed", "0 purposes")]
    [InlineData("scope=openid+dpv:ServiceProvision+dpv:FraudPreventionAndDetection+number-verification:verify", "Failed", "2 purposes")]
    [InlineData("scope=openid+dpv:fraudPreventionAndDetection+number-verification:verify", "Warning", "capital letter")]
    public void Exactly_one_purpose_is_declared_as_the_vocabulary_spells_it(string query, string status, string said)
    {
        var result = ScopeCheck.Of(new Uri("https://operator.example/authorize?" + query), metadata: null, AuthorizationProbe.None);

        Assert.Equal(Enum.Parse<CheckStatus>(status), result.Status);
        Assert.Contains(said, result.Seen);
    }

    [Fact]
    public void A_scope_the_operator_refuses_fails()
    {
        var url = new Uri("https://operator.example/authorize?scope=openid+dpv:FraudPreventionAndDetection+number-verification:verify");

        var result = ScopeCheck.Of(url, metadata: null, new AuthorizationProbe(ProbeAnswer.SentToCallback, "invalid_scope", 302));

        Assert.Equal(CheckStatus.Failed, result.Status);
    }
}
