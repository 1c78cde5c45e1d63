using Microsoft.CodeAnalysis;

namespace NumberVerify.Analyzers.Tests.Rules;

public sealed class NV2002Tests
{
    private const string Plain = """
        using NumberVerify;

        class C
        {
            async Task M(NumberVerifyUserClient user)
            {
                await user.VerifyNumberAsync("+1");
                await [|user.VerifyNumberAsync("+2")|];
            }
        }
        """;

    private static Case<UsedTwiceAnalyzer> Of(string source) => new() { Source = source, Project = TestProject.Web };

    private static Case<UsedTwiceAnalyzer> In(string body) => Of($$"""
        using NumberVerify;

        class Fake : NumberVerifyUserClient { }
        class TransportException : NumberVerifyException { }
        class Stranger { public Task VerifyNumberAsync(string number) => null; }
        class Context { public NumberVerifyUserClient User => new(); }

        class C
        {
            NumberVerifyUserClient _user, _other;

            async Task M(NumberVerifyClient client, NumberVerifyUserClient user, NumberVerifyUserClient second, Fake fake, Stranger stranger, Context context, Session session, ApiConfig config,
                AuthorizationRequest request, AuthorizationResponse response, AuthorizationResponse next, string code, string[] codes, string[] numbers, string hash, bool on, int mode)
            {
                {{body}}
                await Task.Yield();
            }

            static NumberVerifyUserClient Make() => null;
            static void Replace(ref NumberVerifyUserClient user) { }
        }
        """);

    [Theory]
    [InlineData("await user.VerifyNumberAsync(\"+1\"); await [|user.VerifyNumberAsync(\"+2\")|];")]
    [InlineData("await user.VerifyNumberAsync(\"+1\"); await [|user.VerifyHashedNumberAsync(\"a\")|]; await [|user.GetDevicePhoneNumberAsync()|];")]
    [InlineData("await fake.VerifyNumberAsync(\"+1\"); if (on) await [|fake.GetDevicePhoneNumberAsync()|];")]
    [InlineData("if (on) await user.VerifyNumberAsync(\"+1\"); await [|user.VerifyNumberAsync(\"+1\")|];")]
    [InlineData("await Task.WhenAll(user.VerifyNumberAsync(\"+1\"), [|user.VerifyNumberAsync(\"+2\")|]);")]
    [InlineData("_ = (await user.VerifyNumberAsync(\"+1\")).DevicePhoneNumberVerified || (await [|user.VerifyNumberAsync(\"+2\")|]).DevicePhoneNumberVerified;")]
    [InlineData("await _user.VerifyNumberAsync(\"+1\"); await [|this._user.VerifyNumberAsync(\"+2\")|];")]
    [InlineData("await user?.VerifyNumberAsync(\"+1\"); await [|user.VerifyNumberAsync(\"+2\")|];")]
    [InlineData("var same = user; await user.VerifyNumberAsync(\"+1\"); await [|same.VerifyNumberAsync(\"+2\")|];")]
    [InlineData("foreach (var number in numbers) await [|user.VerifyNumberAsync(number)|];")]
    [InlineData("for (var i = 0; i < 3; i++) { if ((await [|user.VerifyNumberAsync(numbers[i])|]).DevicePhoneNumberVerified) break; }")]
    [InlineData("var made = client.ForUser(request, response); while (on) { await [|made.VerifyNumberAsync(\"+1\")|]; }")]
    [InlineData("await Task.WhenAll(numbers.Select(number => [|user.VerifyNumberAsync(number)|]));")]
    [InlineData("try { await user.VerifyNumberAsync(\"+1\"); } catch (TransportException) { await [|user.VerifyNumberAsync(\"+1\")|]; }")]
    [InlineData("for (var i = 0; i < 3; i++) { try { await [|user.VerifyNumberAsync(\"+1\")|]; return; } catch (TransportException) { } }")]
    [InlineData("try { await user.VerifyNumberAsync(\"+1\"); } finally { await [|user.GetDevicePhoneNumberAsync()|]; }")]
    public Task The_same_user_client_on_one_path_is_flagged(string body) => In(body).RunAsync();

    [Theory]
    [InlineData("await client.ForUser(code).VerifyNumberAsync(\"+1\"); await [|client.ForUser(code).VerifyNumberAsync(\"+2\")|];")]
    [InlineData("await client.ForUser(request, response).VerifyNumberAsync(\"+1\"); await [|client.ForUser(request, response, \"+2\").VerifyNumberAsync()|];")]
    [InlineData("var one = client.ForUser(request, response); var two = client.ForUser(response.Code); await one.VerifyNumberAsync(\"+1\"); await [|two.GetDevicePhoneNumberAsync()|];")]
    [InlineData("foreach (var number in numbers) { var made = client.ForUser(code); await [|made.VerifyNumberAsync(number)|]; }")]
    [InlineData("await user.VerifyNumberAsync(\"+1\", new ApiConfig { Session = session }); await [|second.VerifyNumberAsync(\"+2\", new ApiConfig { Session = session })|];")]
    [InlineData("var set = new ApiConfig { Session = session }; await user.VerifyNumberAsync(\"+1\", set); await [|user.VerifyNumberAsync(\"+2\", config: set)|];")]
    [InlineData("var got = await user.GetSessionAsync(); await user.VerifyNumberAsync(\"+1\"); await [|second.VerifyNumberAsync(\"+2\", new ApiConfig { Session = got })|];")]
    public Task The_same_code_or_session_on_one_path_is_flagged(string body) => In(body).RunAsync();

    [Theory]
    [InlineData("if (on) await user.VerifyNumberAsync(\"+1\"); else await user.VerifyNumberAsync(\"+2\");")]
    [InlineData("_ = on ? await user.VerifyNumberAsync(\"+1\") : await user.VerifyHashedNumberAsync(\"a\");")]
    [InlineData("if (on) { await user.VerifyNumberAsync(\"+1\"); return; } await user.VerifyNumberAsync(\"+2\");")]
    [InlineData("if (on) await user.VerifyNumberAsync(\"+1\"); if (!on) await user.VerifyHashedNumberAsync(\"a\");")]
    [InlineData("if (hash is null) await user.VerifyNumberAsync(\"+1\"); if (hash is not null) await user.VerifyHashedNumberAsync(hash);")]
    [InlineData("switch (mode) { case 0: await user.VerifyNumberAsync(\"+1\"); break; default: await user.GetDevicePhoneNumberAsync(); break; }")]
    [InlineData("await user.VerifyNumberAsync(\"+1\"); await second.VerifyNumberAsync(\"+1\");")]
    [InlineData("await _user.VerifyNumberAsync(\"+1\"); await _other.VerifyNumberAsync(\"+1\");")]
    [InlineData("await user.VerifyNumberAsync(\"+1\"); user = Make(); await user.VerifyNumberAsync(\"+1\");")]
    [InlineData("await user.VerifyNumberAsync(\"+1\"); user = on ? Make() : second; await user.VerifyNumberAsync(\"+1\");")]
    [InlineData("await user.VerifyNumberAsync(\"+1\"); Replace(ref user); await user.VerifyNumberAsync(\"+1\");")]
    [InlineData("foreach (var one in codes) { var made = client.ForUser(one); await made.VerifyNumberAsync(\"+1\"); }")]
    [InlineData("foreach (var one in codes) await client.ForUser(one).VerifyNumberAsync(\"+1\");")]
    [InlineData("await Task.WhenAll(codes.Select(one => client.ForUser(one).VerifyNumberAsync(\"+1\")));")]
    [InlineData("await client.ForUser(request, response).VerifyNumberAsync(\"+1\"); await client.ForUser(request, next).VerifyNumberAsync(\"+1\");")]
    [InlineData("await user.GetSessionAsync(); await user.VerifyNumberAsync(\"+1\");")]
    [InlineData("var got = await user.GetSessionAsync(); await user.VerifyNumberAsync(\"+1\", new ApiConfig { Session = got });")]
    [InlineData("await user.VerifyNumberAsync(\"+1\", new ApiConfig { Session = session }); await user.VerifyNumberAsync(\"+1\");")]
    [InlineData("await user.VerifyNumberAsync(\"+1\", config); await user.VerifyNumberAsync(\"+1\", config);")]
    [InlineData("await context.User.VerifyNumberAsync(\"+1\"); await context.User.VerifyNumberAsync(\"+1\"); await Make().VerifyNumberAsync(\"+1\"); await Make().VerifyNumberAsync(\"+1\");")]
    [InlineData("try { await user.VerifyNumberAsync(\"+1\"); } catch (TransportException e) when (!e.RequestMayHaveBeenProcessed) { await user.VerifyNumberAsync(\"+1\"); }")]
    [InlineData("for (var i = 0; i < 3; i++) { try { await user.VerifyNumberAsync(\"+1\"); return; } catch (TransportException e) { if (e.RequestMayHaveBeenProcessed) throw; } }")]
    [InlineData("for (var i = 0; i < 3; i++) { if (i == 0) { await user.VerifyNumberAsync(\"+1\"); break; } }")]
    [InlineData("Func<Task> one = () => user.VerifyNumberAsync(\"+1\"); Func<Task> two = () => user.VerifyNumberAsync(\"+2\"); await (on ? one : two)();")]
    [InlineData("await stranger.VerifyNumberAsync(\"+1\"); await stranger.VerifyNumberAsync(\"+1\");")]
    public Task Two_branches_two_clients_and_calls_that_sent_nothing_are_silent(string body) => In(body).RunAsync();

    [Fact]
    public Task Each_endpoint_of_top_level_statements_is_a_path_of_its_own() => Of("""
        using NumberVerify;

        var client = new NumberVerifyClient();
        Map((string code) => client.ForUser(code).VerifyNumberAsync("+1"));
        Map((string code) => client.ForUser(code).GetDevicePhoneNumberAsync());
        Map(async (string code) =>
        {
            var user = client.ForUser(code);
            await user.VerifyNumberAsync("+1");
            return await [|user.GetDevicePhoneNumberAsync()|];
        });

        async Task Local(NumberVerifyUserClient user)
        {
            await user.VerifyNumberAsync("+1");
            await [|user.VerifyNumberAsync("+1")|];
        }

        static void Map(Delegate endpoint) { }
        """).RunAsync();

    [Fact]
    public async Task The_message_names_the_member_the_project_and_the_remedy_in_every_kind_of_project()
    {
        await new Case<UsedTwiceAnalyzer> { Source = Plain, Project = TestProject.Web, Severity = DiagnosticSeverity.Warning, Says = ["NumberVerifyUserClient.VerifyNumberAsync", "user client", "backend", "new authorization"] }.RunAsync();
        await new Case<UsedTwiceAnalyzer>
        {
            Source = "class C { async Task M(NumberVerify.NumberVerifyClient client, string code) { await client.ForUser(code).VerifyNumberAsync(); await [|client.ForUser(code).VerifyNumberAsync()|]; } }",
            Project = TestProject.Library,
            Says = ["same code", "shared library"],
        }.RunAsync();
    }

    [Fact]
    public async Task Test_projects_ignored_ones_and_generated_code_are_silent()
    {
        await new Case<UsedTwiceAnalyzer> { Source = Clean(Plain), Project = TestProject.Test }.RunAsync();
        await new Case<UsedTwiceAnalyzer> { Source = Clean(Plain), Project = TestProject.Web.With("NumberVerifyProjectKind", "Ignore") }.RunAsync();
        await new Case<UsedTwiceAnalyzer> { Source = Clean(Plain), Path = "/project/obj/Client.g.cs", Project = TestProject.Web }.RunAsync();
    }

    [Fact]
    public async Task Suppressions_and_an_editorconfig_are_obeyed()
    {
        await Of("#pragma warning disable NV2002\n" + Clean(Plain)).RunAsync();
        await new Case<UsedTwiceAnalyzer> { Source = Clean(Plain), Project = TestProject.Web, EditorConfig = "[*.cs]\ndotnet_diagnostic.NV2002.severity = none" }.RunAsync();
        await new Case<UsedTwiceAnalyzer> { Source = Plain, Project = TestProject.Web, EditorConfig = "[*.cs]\ndotnet_diagnostic.NV2002.severity = error", Severity = DiagnosticSeverity.Error }.RunAsync();
    }

    private static string Clean(string source) => source.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);
}
