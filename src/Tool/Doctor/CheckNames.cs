namespace NumberVerify.Tool.Doctor;

/// <summary>The checks, in the order in which one builds on another.</summary>
internal static class CheckNames
{
    public const string Configuration = "configuration";
    public const string Discovery = "discovery";
    public const string Clock = "clock";
    public const string Tls = "tls";
    public const string Key = "key";
    public const string ClientAuthentication = "client-authentication";
    public const string Scope = "scope";
    public const string Callback = "callback";

    public static IReadOnlyList<string> All { get; } = [Configuration, Discovery, Clock, Tls, Key, ClientAuthentication, Scope, Callback];
}
