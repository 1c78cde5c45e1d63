using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace NumberVerify.Unit.Tests.Secrets;

/// <summary>
/// All public types, whatever their members are called: every text a value holds is a marker, and none shows in its text form, its JSON or the debugger. A new text member is taken
/// for a secret until it is listed here as one that is told on purpose.
/// </summary>
public sealed class EveryTypeTests
{
    private const string Marker = "marker7f3a";

    /// <summary>How deep values hold values; a generated client or a record never nests deeper.</summary>
    private const int MaxDepth = 4;

    /// <summary>Told on purpose: names, addresses, scopes and correlators, and what an application chose for itself.</summary>
    private static readonly HashSet<string> s_told =
    [
        nameof(NumberVerifyClientOptions.ClientId), nameof(CodeHandle.Provider), nameof(NumberVerifyClientOptions.Issuer), nameof(NumberVerifyClientOptions.Purpose), nameof(Session.Scopes), nameof(AuthorizationParameters.Scope),
        nameof(OperatorProfile.Name), nameof(OperatorProfile.ApiPath), nameof(OperatorProfile.VerifyScope), nameof(OperatorProfile.DevicePhoneNumberScope), nameof(OperatorProfile.Prompt),
        nameof(OperatorProfile.AuthorizationPath), nameof(OperatorProfile.TokenPath), nameof(OperatorProfile.VerifyPurpose), nameof(OperatorProfile.DevicePhoneNumberPurpose),
        nameof(OperatorProfile.OperatorNameClaim), nameof(Session.OperatorName),
        nameof(ApiConfig.CorrelationId), nameof(ApiConfig.Subject), nameof(NumberVerifyUserClient.ApplicationState),
        nameof(VerificationAuditEntry.Operator), nameof(VerificationAuditEntry.ErrorType), nameof(VerificationAuditEntry.ErrorCode), nameof(VerificationAuditEntry.Fingerprint),
        nameof(PhoneVerificationPolicy.SilentClients), nameof(PhoneVerificationPolicy.Providers), nameof(PhoneVerificationPolicy.Locale),
        nameof(AspNetCore.NumberVerifyEndpointOptions.CallbackPath), nameof(AspNetCore.NumberVerifyEndpointOptions.AllowedOrigins), nameof(AspNetCore.NumberVerifyEndpointOptions.RateLimitingPolicy),
        nameof(AspNetCore.PostgreSqlTransactionStoreOptions.Schema),
        nameof(Simulator.SimulatorRequest.Method), nameof(Simulator.SimulatorRequest.Path),
    ];

    private static readonly Assembly[] s_assemblies = [typeof(NumberVerifyClient).Assembly, typeof(AspNetCore.ITransactionStore).Assembly, typeof(AspNetCore.PostgreSqlTransactionStoreOptions).Assembly, typeof(NumberVerifyFrontendClient).Assembly, typeof(NumberVerificationClient).Assembly, typeof(Simulator.OperatorSimulator).Assembly];

    public static TheoryData<Type> Types =>
    [
        .. s_assemblies.SelectMany(static assembly => assembly.GetExportedTypes())
            .Where(static type => type is { IsAbstract: false, IsInterface: false, IsEnum: false } && !type.IsAssignableTo(typeof(Exception)) && !type.IsAssignableTo(typeof(Attribute)))
            .Select(static type => type.IsGenericTypeDefinition ? type.MakeGenericType(typeof(PhoneNumber)) : type),
    ];

    [Theory]
    [MemberData(nameof(Types))]
    public void No_marker_shows(Type type)
    {
        var value = WithMarkers(type);

        Assert.DoesNotContain(Marker, value.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.True(type.GetCustomAttribute<DebuggerDisplayAttribute>()?.Value is null or "{ToString(),nq}");
        Assert.Null(type.GetCustomAttribute<DebuggerTypeProxyAttribute>());

        // The wire's own models, and what a backend hands its frontend, are made to be written; the simulator's subscribers and clients are nobody's.
        if (!type.Namespace!.StartsWith(typeof(NumberVerificationClient).Namespace!, StringComparison.Ordinal) && type != typeof(AuthorizationParameters) && type.Assembly != typeof(Simulator.OperatorSimulator).Assembly)
        {
            Assert.DoesNotContain(Marker, Json(value, type), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void The_markers_are_really_there()
    {
        Assert.Equal(Marker, ((Session)WithMarkers(typeof(Session))).AccessToken);
        Assert.Equal(Marker, ((NumberVerifyClientOptions)WithMarkers(typeof(NumberVerifyClientOptions))).ClientSecret);
        Assert.Equal(Marker, ((DevicePhoneNumberResponse)WithMarkers(typeof(DevicePhoneNumberResponse))).DevicePhoneNumber.Value);
        Assert.Equal(Marker, ((ApiConfig)WithMarkers(typeof(ApiConfig))).Session!.AccessToken);
        Assert.Contains(Marker, ObjectGraph.TextsOf(WithMarkers(typeof(ProtectionKeys))));
        Assert.Contains(Marker, ObjectGraph.TextsOf(WithMarkers(typeof(PhoneNumberFingerprint))));
        Assert.Contains(typeof(NumberVerifyUserClient), Types.Select(static (object[] row) => (Type)row[0]));
    }

    private static string Json(object value, Type type)
    {
        try
        {
            return JsonSerializer.Serialize(value, type);
        }
        catch (Exception exception)
        {
            return exception.ToString();
        }
    }

    private static object WithMarkers(Type type, int depth = 0)
    {
        var value = RuntimeHelpers.GetUninitializedObject(type);
        for (var declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            foreach (var field in declaring.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (MarkerFor(field, depth) is { } marker)
                {
                    field.SetValue(value, marker);
                }
            }
        }

        return value;
    }

    private static object? MarkerFor(FieldInfo field, int depth)
    {
        var isTold = s_told.Contains(field.Name.Trim('<', '_').Split('>')[0]);
        var text = isTold ? "told" : Marker;
        return field.FieldType switch
        {
            var type when type == typeof(string) => text,
            var type when type == typeof(byte[]) => Encoding.UTF8.GetBytes(text),
            var type when type == typeof(ReadOnlyMemory<byte>) || type == typeof(ReadOnlyMemory<byte>?) => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(text),
            var type when type.IsAssignableFrom(typeof(string[])) && type != typeof(object) => new[] { text },
            var type when type == typeof((byte[], byte[])[]) => new[] { (Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(text)) },
            var type when type == typeof((string, byte[])[]) => new[] { (text, Encoding.UTF8.GetBytes(text)) },
            { IsClass: true, IsAbstract: false, IsArray: false } type when depth < MaxDepth && type.IsPublic && s_assemblies.Contains(type.Assembly) && !type.IsAssignableTo(typeof(Delegate)) => WithMarkers(type, depth + 1),
            { IsInterface: true, IsPublic: false } type when depth < MaxDepth && s_assemblies.Contains(type.Assembly) && ImplementationOf(type) is { } implementation => WithMarkers(implementation, depth + 1),
            _ => null,
        };
    }

    private static Type? ImplementationOf(Type type) => type.Assembly.GetTypes().FirstOrDefault(candidate => candidate is { IsClass: true, IsAbstract: false } && candidate.IsAssignableTo(type));
}
