using System.Diagnostics;
using System.Text.Json.Serialization;

namespace NumberVerify;

/// <summary>One account at Vonage Verify, version 1. Validated when the host starts, every fault at once; later changes to an instance have no effect on a client made from it.</summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(NotSerializedConverter<VonageVerifyOptions>))]
public sealed class VonageVerifyOptions
{
    /// <summary>The account's key. Required.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>The account's secret. Required.</summary>
    [BackendSecret]
    [JsonIgnore]
    public string ApiSecret { get; set; } = "";

    /// <summary>Whether key and secret stand in the form of each request instead of its Authorization header (RFC 7617). Default: false. They are never part of an address.</summary>
    public bool SendsCredentialsInForm { get; set; }

    /// <summary>Who asks for the code, as the message names it: 1 to 18 characters. Required; a request may name another.</summary>
    public string Brand { get; set; } = "";

    /// <summary>Whom text messages come from: 1 to 11 characters. Default: null, Vonage's own VERIFY.</summary>
    public string? SenderId { get; set; }

    /// <summary>
    /// The workflow of codes that are sent through <see cref="IOneTimePasswordProvider"/>. Default: null, two messages of the channel that is asked for, the second after two minutes or by
    /// <see cref="ICodeResender"/>; never a call where a message was asked for.
    /// </summary>
    public VonageWorkflow? Workflow { get; set; }

    /// <summary>How long such a code is good: 60 to 3600 seconds. Default: 300.</summary>
    public TimeSpan PinExpiry { get; set; } = TimeSpan.FromSeconds(300);

    /// <summary>Where the API is. Default: <c>https://api.nexmo.com</c>.</summary>
    public Uri ApiRoot { get; set; } = new("https://api.nexmo.com");

    /// <summary>How long to wait for an answer's headers, and once more for its body: 0.1 to 100 seconds. Default: 10 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether the API may be reached by http on this machine's loopback, for a simulator. Refused in the Production environment. Default: false.</summary>
    public bool AllowLoopbackHttp { get; set; }

    /// <summary>What could not be read from the configuration; reported with the other faults.</summary>
    internal List<string> ReadFaults { get; } = [];

    internal VonageVerifyOptions Copy() => (VonageVerifyOptions)MemberwiseClone();

    /// <summary>The type's name alone.</summary>
    public override string ToString() => nameof(VonageVerifyOptions);
}
