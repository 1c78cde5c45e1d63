namespace NumberVerify;

/// <summary>The attributes of spans and metrics; those without our prefix are OpenTelemetry's own.</summary>
internal static class TelemetryTags
{
    public const string Operator = "numberverify.operator";
    public const string Operation = "numberverify.operation";
    public const string Outcome = "numberverify.outcome";
    public const string ErrorCode = "numberverify.error.code";
    public const string Correlator = "numberverify.correlator";
    public const string Status = "numberverify.status";
    public const string Channel = "numberverify.channel";
    public const string Reason = "numberverify.reason";
    public const string ErrorType = "error.type";
    public const string ServerAddress = "server.address";
    public const string ServerPort = "server.port";
}
