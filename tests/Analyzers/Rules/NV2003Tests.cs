using Microsoft.CodeAnalysis;

namespace NumberVerify.Analyzers.Tests.Rules;

public sealed class NV2003Tests
{
    private const string Plain = """
        using NumberVerify;

        class C
        {
            static Session s_session;

            void M(Session session) => [|s_session = session|];
        }
        """;

    private static Case<TokenStoredAnalyzer> Of(string source) => new() { Source = source, Project = TestProject.Web };

    private static Case<TokenStoredAnalyzer> In(string body) => Of($$"""
        using NumberVerify;
        using System.Collections.Concurrent;
        using System.Text.Json;
        using Microsoft.AspNetCore.Http;
        using Microsoft.Extensions.Caching.Distributed;
        using Microsoft.Extensions.Caching.Memory;
        using Microsoft.Maui.Storage;

        class Row { [Key] public int Id { get; set; } public string Token { get; set; } }
        class Form { public string Token { get; set; } public Session Session { get; set; } }
        class KeyAttribute : Attribute { }
        class Stranger { public string AccessToken { get; set; } }

        class C
        {
            static Session s_session;
            static string s_token;
            static Task<Session> s_task;
            static bool s_verified;
            static string Token { get; set; }
            static readonly ConcurrentDictionary<string, Session> s_sessions = new();
            readonly Dictionary<string, string> _tokens = new();
            Session _session;

            async Task M(NumberVerifyUserClient user, Session session, IMemoryCache memory, IDistributedCache distributed, ISession web, IResponseCookies cookies, Stranger stranger, Form form)
            {
                {{body}}
                await Task.Yield();
            }

            Session Keep(Session session) => session;
        }

        namespace Microsoft.Extensions.Caching.Memory { interface IMemoryCache { } static class CacheExtensions { public static T Set<T>(this IMemoryCache cache, object key, T value) => value; } }
        namespace Microsoft.Extensions.Caching.Distributed
        {
            interface IDistributedCache { Task SetAsync(string key, byte[] value); }
            static class DistributedCacheExtensions { public static Task SetStringAsync(this IDistributedCache cache, string key, string value) => null; }
        }
        namespace Microsoft.AspNetCore.Http
        {
            interface ISession { }
            static class SessionExtensions { public static void SetString(this ISession session, string key, string value) { } }
            interface IResponseCookies { void Append(string key, string value); void Delete(string key); }
        }
        """);

    [Theory]
    [InlineData("[|s_session = session|];")]
    [InlineData("[|s_session ??= await user.GetSessionAsync()|];")]
    [InlineData("[|s_token = session.AccessToken|];")]
    [InlineData("[|Token = \"Bearer \" + session.AccessToken|];")]
    [InlineData("var token = (await user.GetSessionAsync().ConfigureAwait(false))?.AccessToken; [|s_token = $\"Bearer {token}\"|];")]
    [InlineData("[|s_task = user.GetSessionAsync()|];")]
    [InlineData("[|s_session = Keep(session)|];")]
    [InlineData("[|s_sessions[\"a\"] = session|];")]
    [InlineData("s_sessions.TryAdd(\"a\", [|session|]);")]
    [InlineData("_tokens.Add(\"a\", [|session.AccessToken|]);")]
    [InlineData("[|_tokens[\"a\"] = session.AccessToken|];")]
    [InlineData("memory.Set(\"a\", [|await user.GetSessionAsync()|]);")]
    [InlineData("await distributed.SetStringAsync(\"a\", [|session.AccessToken|]);")]
    [InlineData("await distributed.SetAsync(\"a\", [|JsonSerializer.SerializeToUtf8Bytes(session)|]);")]
    [InlineData("web.SetString(\"a\", [|session.AccessToken|]);")]
    [InlineData("cookies.Append(\"a\", [|session.AccessToken|]);")]
    [InlineData("await SecureStorage.SetAsync(\"a\", [|session.AccessToken|]);")]
    [InlineData("_ = new Row { [|Token = session.AccessToken|] };")]
    public Task A_token_that_is_kept_is_flagged(string body) => In(body).RunAsync();

    [Theory]
    [InlineData("var kept = await user.GetSessionAsync(); await user.VerifyNumberAsync(kept.AccessToken);")]
    [InlineData("s_session = null; s_token = \"\"; s_task = default;")]
    [InlineData("_session = session;")]
    [InlineData("_ = new Form { Token = session.AccessToken, Session = session };")]
    [InlineData("var list = new List<Session>(); list.Add(session); list[0] = session;")]
    [InlineData("s_token = stranger.AccessToken; cookies.Append(\"a\", stranger.AccessToken);")]
    [InlineData("s_token = session.ToString(); s_token = $\"{session}\"; s_token = session.AccessToken.Length.ToString();")]
    [InlineData("s_verified = session.AccessToken is null; memory.Set(\"a\", s_verified);")]
    [InlineData("s_sessions.TryRemove(\"a\", out var old); cookies.Delete(session.AccessToken);")]
    [InlineData("Console.WriteLine(s_session == session);")]
    public Task What_ends_with_its_request_and_what_is_no_token_are_silent(string body) => In(body).RunAsync();

    [Fact]
    public Task Hosted_services_and_initializers_are_seen() => Of("""
        using NumberVerify;
        using Microsoft.Extensions.Hosting;

        class Worker : IHostedService
        {
            static readonly Task<Session> s_first = [|new NumberVerifyUserClient().GetSessionAsync()|];
            static Session Own { get; } = [|new Session { AccessToken = "a" }|];
            readonly Session _own = [|new Session { AccessToken = "a" }|];
            Session _session;

            void M(Session session) => [|_session = session|];
        }

        class Handler
        {
            readonly Session _own = new Session { AccessToken = "a" };
        }

        namespace Microsoft.Extensions.Hosting { interface IHostedService { } }
        """).RunAsync();

    [Fact]
    public Task A_service_that_lives_as_long_as_the_program_is_no_place_for_a_session() => Of("""
        using NumberVerify;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.DependencyInjection.Extensions;

        class Box(Session session) { public Session Session => session; }

        class C
        {
            void M(IServiceCollection services, Session session, object other)
            {
                services.AddSingleton([|session|]);
                services.AddSingleton<object>([|session|]);
                services.TryAddSingleton([|session|]);
                services.AddSingleton([|new Box(session)|]);
                services.AddSingleton([|_ => session|]);
                services.AddSingleton(other);
                services.AddSingleton(_ => other);
                services.AddScoped(_ => session);
            }
        }

        namespace Microsoft.Extensions.DependencyInjection
        {
            static class ServiceCollectionServiceExtensions
            {
                public static IServiceCollection AddSingleton<T>(this IServiceCollection services, T instance) where T : class => services;
                public static IServiceCollection AddSingleton<T>(this IServiceCollection services, Func<IServiceProvider, T> factory) where T : class => services;
                public static IServiceCollection AddScoped<T>(this IServiceCollection services, Func<IServiceProvider, T> factory) where T : class => services;
            }
        }
        namespace Microsoft.Extensions.DependencyInjection.Extensions
        {
            static class ServiceCollectionDescriptorExtensions { public static void TryAddSingleton<T>(this IServiceCollection services, T instance) where T : class { } }
        }
        """).RunAsync();

    [Fact]
    public async Task The_message_names_the_member_the_project_and_the_remedy() => await new Case<TokenStoredAnalyzer>
    {
        Source = Plain,
        Project = TestProject.Web,
        Severity = DiagnosticSeverity.Warning,
        Says = ["C.s_session", "backend", "one call"],
    }.RunAsync();

    [Fact]
    public async Task Test_projects_and_ignored_ones_are_silent()
    {
        await new Case<TokenStoredAnalyzer> { Source = Clean(Plain), Project = TestProject.Test }.RunAsync();
        await new Case<TokenStoredAnalyzer> { Source = Clean(Plain), Project = TestProject.Web.With("NumberVerifyProjectKind", "Ignore") }.RunAsync();
    }

    [Fact]
    public async Task Suppressions_and_an_editorconfig_are_obeyed()
    {
        await Of("#pragma warning disable NV2003\n" + Clean(Plain)).RunAsync();
        await new Case<TokenStoredAnalyzer> { Source = Clean(Plain), Project = TestProject.Web, EditorConfig = "[*.cs]\ndotnet_diagnostic.NV2003.severity = none" }.RunAsync();
        await new Case<TokenStoredAnalyzer> { Source = Plain, Project = TestProject.Web, EditorConfig = "[*.cs]\ndotnet_diagnostic.NV2003.severity = error", Severity = DiagnosticSeverity.Error }.RunAsync();
    }

    private static string Clean(string source) => source.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);
}
