using System.Diagnostics;
using System.Text.Json.Serialization;

namespace NumberVerify;

/// <summary>One account at Authy Phone Verification, version 1. Validated when the host starts, every fault at once; later changes to an instance have no effect on a client made from it.</summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(NotSerializedConverter<AuthyPhoneVerificationOptions>))]
public sealed class AuthyPhoneVerificationOptions
{
    /// <summary>The account's key, sent in the header <c>X-Authy-API-Key</c>. Required.</summary>
    [BackendSecret]
    [JsonIgnore]
    public string ApiKey { get; set; } = "";

    /// <summary>The language of a message for which none is asked for, one of <see cref="AuthyPhoneVerificationClient.Locales"/>. Default: null, none is sent, and Authy takes the country's.</summary>
    public string? Locale { get; set; }

    /// <summary>Where the API is. Default: <c>https://api.authy.com</c>.</summary>
    public Uri ApiRoot { get; set; } = new("https://api.authy.com");

    /// <summary>How long to wait for an answer's headers, and once more for its body: 0.1 to 100 seconds. Default: 10 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether the API may be reached by http on this machine's loopback, for a simulator. Refused in the Production environment. Default: false.</summary>
    public bool AllowLoopbackHttp { get; set; }

    /// <summary>What could not be read from the configuration; reported with the other faults.</summary>
    internal List<string> ReadFaults { get; } = [];

    internal AuthyPhoneVerificationOptions Copy() => (AuthyPhoneVerificationOptions)MemberwiseClone();

    /// <summary>The type's name alone.</summary>
    public override string ToString() => nameof(AuthyPhoneVerificationOptions);
}
