using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace NumberVerify.Unit.Tests.Secrets;

/// <summary>What every public type owes, checked on all of them: a new one cannot forget it.</summary>
public sealed class ConventionTests
{
    private const string Canary = "canary-0123456789";

    /// <summary>Members that hold a secret or personal data, wherever they stand.</summary>
    private static readonly string[] s_secretNames =
        ["AccessToken", "Assertion", "AuthReqId", "ClientAssertion", "ClientSecret", "Code", "CodeVerifier", "DevicePhoneNumber", "ErrorDescription", "HashedPhoneNumber", "IdToken", "LoginHint", "Message", "Nonce", "PhoneNumber", "Request", "State", "UseDevNumber", "Value"];

    private static readonly Assembly[] s_assemblies = [typeof(NumberVerifyClient).Assembly, typeof(AspNetCore.ITransactionStore).Assembly, typeof(AspNetCore.PostgreSqlTransactionStoreOptions).Assembly, typeof(NumberVerifyFrontendClient).Assembly, typeof(NumberVerificationClient).Assembly];

    private static IEnumerable<Type> PublicTypes => s_assemblies.SelectMany(static assembly => assembly.GetExportedTypes());

    public static TheoryData<Type> TypesWithSecrets =>
        [.. PublicTypes.Where(static type => type is { IsClass: true, IsAbstract: false } && !type.IsAssignableTo(typeof(Exception)) && SecretFields(type).Any())];

    public static TheoryData<Type> Exceptions => [.. PublicTypes.Where(static type => type.IsAssignableTo(typeof(Exception)))];

    [Theory]
    [MemberData(nameof(TypesWithSecrets))]
    public void A_type_with_a_secret_shows_it_in_no_text(Type type)
    {
        var value = WithCanaries(type);

        Assert.DoesNotContain(Canary, value.ToString(), StringComparison.Ordinal);
        Assert.True(type.GetCustomAttribute<DebuggerDisplayAttribute>()?.Value is null or "{ToString(),nq}");
        Assert.True(type.GetMethod(nameof(ToString), [])!.DeclaringType == type && type.GetMethod(nameof(ToString), [])!.GetCustomAttribute<CompilerGeneratedAttribute>() is null, "ToString is not written by hand.");
    }

    [Theory]
    [MemberData(nameof(TypesWithSecrets))]
    public void A_type_with_a_secret_is_not_written_as_JSON(Type type)
    {
        // The wire's own models, and what a backend hands its frontend, are made to be written.
        if (!type.Namespace!.StartsWith(typeof(NumberVerificationClient).Namespace!, StringComparison.Ordinal) && type != typeof(AuthorizationParameters))
        {
            Assert.DoesNotContain(Canary, JsonSerializer.Serialize(WithCanaries(type), type), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(typeof(Session))]
    [InlineData(typeof(AuthorizationRequest))]
    [InlineData(typeof(AuthorizationResponse))]
    [InlineData(typeof(NumberVerifyClientOptions))]
    [InlineData(typeof(PhoneNumber))]
    public void A_type_with_a_secret_is_not_read_from_JSON(Type type) =>
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Deserialize("""{"AccessToken":"t","ExpiresAt":"2026-01-01T00:00:00Z","Scopes":[]}""", type));

    [Fact]
    public void The_types_with_secrets_are_found() =>
        Assert.Superset(new HashSet<Type> { typeof(Session), typeof(AuthorizationRequest), typeof(AuthorizationResponse), typeof(NumberVerifyClientOptions), typeof(PhoneNumber), typeof(AuthorizationParameters), typeof(TokenRequest), typeof(TokenResponse) }, TypesWithSecrets.Select(static (object[] row) => (Type)row[0]).ToHashSet());

    [Theory]
    [MemberData(nameof(Exceptions))]
    public void Every_exception_has_the_one_base_and_no_constructor_for_others(Type type)
    {
        Assert.True(type.IsAssignableTo(typeof(NumberVerifyException)));
        Assert.EndsWith("Exception", type.Name, StringComparison.Ordinal);
        // Clients that are generated in a user's project throw theirs through the one constructor there is.
        Assert.True(type.IsAbstract || type is { IsSealed: true } && type.GetConstructors().Length == (type == typeof(ApiException) ? 1 : 0));
    }

    [Fact]
    public void Every_asynchronous_method_says_so_and_takes_a_cancellation_token_last()
    {
        var methods = PublicTypes.SelectMany(static type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(static method => method.ReturnType.IsAssignableTo(typeof(Task)) || method.ReturnType.Name.StartsWith("ValueTask", StringComparison.Ordinal))
            .ToList();

        Assert.NotEmpty(methods);
        Assert.All(methods, static method =>
        {
            Assert.EndsWith("Async", method.Name, StringComparison.Ordinal);
            var last = method.GetParameters()[^1];
            Assert.Equal((typeof(CancellationToken), "cancellationToken", true), (last.ParameterType, last.Name, last.HasDefaultValue));
        });
    }

    [Fact]
    public void No_other_method_says_that_it_is_asynchronous() =>
        Assert.DoesNotContain(PublicTypes.SelectMany(static type => type.GetMethods()), static method => method.Name.EndsWith("Async", StringComparison.Ordinal) && !method.ReturnType.Name.Contains("Task", StringComparison.Ordinal));

    [Fact]
    public void A_class_is_sealed_unless_it_is_a_client_whose_methods_are_virtual()
    {
        foreach (var type in PublicTypes.Where(static type => type is { IsClass: true, IsSealed: false, IsAbstract: false }))
        {
            Assert.True(type == typeof(PhoneVerifier) || type.Name.EndsWith("Client", StringComparison.Ordinal), type.Name);
            Assert.Contains(type.GetConstructors(BindingFlags.NonPublic | BindingFlags.Instance), static constructor => constructor.IsFamily && constructor.GetParameters().Length == 0);
            Assert.All(type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(static method => !method.IsSpecialName), static method => Assert.True(method is { IsVirtual: true, IsFinal: false }, method.Name));
        }
    }

    [Fact]
    public void No_type_of_the_frontend_can_hold_a_credential() =>
        Assert.DoesNotContain(
            typeof(NumberVerifyFrontendClient).Assembly.GetTypes().SelectMany(static type => type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static)),
            static member => member.Name.Contains("Secret", StringComparison.OrdinalIgnoreCase) || member.Name.Contains("Verifier", StringComparison.OrdinalIgnoreCase) || member.Name.Contains("PrivateKey", StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void The_frontend_references_nothing_of_the_backend() =>
        Assert.DoesNotContain(typeof(NumberVerifyFrontendClient).Assembly.GetReferencedAssemblies(), static name => !name.Name!.StartsWith("System", StringComparison.Ordinal));

    [Fact]
    public void The_backend_says_that_it_is_one() => Assert.NotNull(typeof(NumberVerifyClient).Assembly.GetCustomAttribute<BackendOnlyAttribute>());

    private static IEnumerable<FieldInfo> SecretFields(Type type) => type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)
        .Where(static field => field.FieldType == typeof(string) && s_secretNames.Any(name => field.Name == name || field.Name == $"<{name}>k__BackingField" || field.Name.Equals("_" + name, StringComparison.OrdinalIgnoreCase)));

    private static object WithCanaries(Type type)
    {
        var value = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var list in type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic).Where(static field => field.FieldType == typeof(IReadOnlyList<string>)))
        {
            list.SetValue(value, Array.Empty<string>());
        }

        foreach (var field in SecretFields(type))
        {
            field.SetValue(value, Canary);
        }

        return value;
    }
}
