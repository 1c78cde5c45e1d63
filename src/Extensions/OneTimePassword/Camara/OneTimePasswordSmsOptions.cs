using System.Diagnostics;
using System.Text.Json.Serialization;
using NumberVerify.Generated.OneTimePasswordSms;

namespace NumberVerify;

/// <summary>
/// How an operator sends codes (CAMARA One Time Password SMS). Where it is and who the client is come from a <see cref="NumberVerifyClient"/>. Validated when the host starts, every fault at once;
/// later changes to an instance have no effect on a client made from it.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(NotSerializedConverter<OneTimePasswordSmsOptions>))]
public sealed class OneTimePasswordSmsOptions
{
    /// <summary>The text in which <c>{{code}}</c> stands where the code will be: at most 160 characters. Default: <c>{{code}} is your code.</c></summary>
    public string Message { get; set; } = "{{code}} is your code.";

    /// <summary>The path of the API below the operator's API root. Default: that of the OpenAPI document the client was generated from.</summary>
    public string ApiPath { get; set; } = OneTimePasswordSmsApiClient.BasePath;

    /// <summary>The scope of the token that the client gets for itself. Default: that of the OpenAPI document.</summary>
    public string Scope { get; set; } = OneTimePasswordSmsApiClient.SendCodeScopes[0];

    /// <summary>How long a code is taken to be good, which the API does not tell: 30 to 3600 seconds. The operator's answer to a check decides. Default: 300 seconds.</summary>
    public TimeSpan CodeLifetime { get; set; } = TimeSpan.FromSeconds(300);

    /// <summary>The name of the registered <see cref="NumberVerifyClient"/>.</summary>
    internal string ClientName { get; set; } = "";

    /// <summary>What could not be read from the configuration; reported with the other faults.</summary>
    internal List<string> ReadFaults { get; } = [];

    internal OneTimePasswordSmsOptions Copy() => (OneTimePasswordSmsOptions)MemberwiseClone();

    /// <summary>The type's name alone.</summary>
    public override string ToString() => nameof(OneTimePasswordSmsOptions);
}
