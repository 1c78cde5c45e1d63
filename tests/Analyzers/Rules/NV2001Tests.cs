using Microsoft.CodeAnalysis;

namespace NumberVerify.Analyzers.Tests.Rules;

public sealed class NV2001Tests
{
    private const string Plain = """
        using NumberVerify;

        class C
        {
            async Task<bool> M(NumberVerifyUserClient user)
            {
                try
                {
                    return (await user.VerifyNumberAsync("+1")).DevicePhoneNumberVerified;
                }
                catch (NumberVerifyException)
                {
                    [|return true;|]
                }
            }
        }
        """;

    private static Case<FailureTreatedAsAnswerAnalyzer> Of(string source) => new() { Source = source, Project = TestProject.Web };

    private static Case<FailureTreatedAsAnswerAnalyzer> In(string body, string result = "bool") => Of($$"""
        using NumberVerify;

        class Fake : NumberVerifyUserClient { }
        class Stranger { public Task<bool> VerifyNumberAsync(string number) => null; public bool DevicePhoneNumberVerified { get; set; } }

        class C
        {
            async Task<{{result}}> M(NumberVerifyUserClient user, NumberVerifyResponse response, Fake fake, Stranger stranger, bool on)
            {
                {{body}}
            }

            static void Log(Exception exception) { }
            static Task SendCodeAsync() => null;
            static void SignIn() { }
            static void Run(Func<Task> work) { }
        }
        """);

    [Theory]
    [InlineData("await [|user.VerifyNumberAsync(\"+1\")|]; return true;")]
    [InlineData("await [|user.VerifyHashedNumberAsync(\"a\")|].ConfigureAwait(false); return true;")]
    [InlineData("_ = await [|user.VerifyNumberAsync(\"+1\")|]; return true;")]
    [InlineData("_ = [|fake.VerifyNumberAsync(\"+1\")|]; return true;")]
    [InlineData("[|user.VerifyNumberAsync(\"+1\")|].Wait(); return true;")]
    [InlineData("var answer = await [|user.VerifyNumberAsync(\"+1\")|]; return true;")]
    [InlineData("var answer = await [|user.VerifyNumberAsync(\"+1\")|]; Console.WriteLine(answer.CorrelationId); return true;")]
    [InlineData("var call = [|user.VerifyNumberAsync(\"+1\")|]; await call; return true;")]
    [InlineData("Run(async () => await [|user.VerifyNumberAsync(\"+1\")|]); return true;")]
    public Task An_answer_that_nobody_reads_is_flagged(string body) => In(body).RunAsync();

    [Theory]
    [InlineData("return [|response?.DevicePhoneNumberVerified ?? true|];")]
    [InlineData("return [|response?.DevicePhoneNumberVerified != false|];")]
    [InlineData("return [|response?.DevicePhoneNumberVerified is not false|];")]
    [InlineData("if ([|response?.DevicePhoneNumberVerified == false|]) return false; return true;")]
    [InlineData("bool? flag = response?.DevicePhoneNumberVerified; return [|flag.GetValueOrDefault(true)|];")]
    [InlineData("return [|response == null || response.DevicePhoneNumberVerified|];")]
    [InlineData("return [|response is null || response.DevicePhoneNumberVerified|];")]
    [InlineData("return [|response is null ? true : response.DevicePhoneNumberVerified|];")]
    [InlineData("return await user.VerifyNumberAsync(\"+1\").ContinueWith(call => [|call.IsFaulted || call.Result.DevicePhoneNumberVerified|]);")]
    public Task A_missing_answer_that_counts_as_verified_is_flagged(string body) => In(body).RunAsync();

    [Theory]
    [InlineData("try { return (await user.VerifyNumberAsync(\"+1\")).DevicePhoneNumberVerified; } catch { [|return true;|] }")]
    [InlineData("try { var answer = await user.VerifyNumberAsync(\"+1\"); return answer.DevicePhoneNumberVerified; } catch (Exception e) when (on) { Log(e); [|return true;|] }")]
    [InlineData("try { return !(await user.VerifyNumberAsync(\"+1\")).DevicePhoneNumberVerified; } catch (Exception) { [|return false;|] }")]
    [InlineData("try { if ((await user.VerifyNumberAsync(\"+1\")).DevicePhoneNumberVerified) return true; return false; } catch (Exception) { [|return true;|] }")]
    [InlineData("try { return await user.VerifyNumberAsync(\"+1\") is { DevicePhoneNumberVerified: true }; } catch (Exception) { [|return true;|] }")]
    [InlineData("var verified = false; try { verified = (await user.VerifyNumberAsync(\"+1\")).DevicePhoneNumberVerified; } catch (Exception) { [|verified = true|]; } return verified;")]
    [InlineData("var verified = true; try { verified = (await user.VerifyNumberAsync(\"+1\")).DevicePhoneNumberVerified; } catch [|(Exception e)|] { Log(e); } return verified;")]
    [InlineData("var rejected = false; try { rejected = !(await user.VerifyNumberAsync(\"+1\")).DevicePhoneNumberVerified; } catch [|(Exception)|] { } return !rejected;")]
    [InlineData("try { var answer = await user.VerifyNumberAsync(\"+1\"); if (!answer.DevicePhoneNumberVerified) return false; } catch [|(Exception e)|] { Log(e); } SignIn(); return true;")]
    [InlineData("try { if (!(await user.VerifyNumberAsync(\"+1\")).DevicePhoneNumberVerified) throw new InvalidOperationException(); } [|catch { }|] return true;")]
    [InlineData("try { return (await user.VerifyNumberAsync(\"+1\")).DevicePhoneNumberVerified; } catch [|(Exception)|] { } return true;")]
    public Task A_failure_that_goes_on_as_verified_is_flagged(string body) => In(body).RunAsync();

    [Theory]
    [InlineData("try { return await user.VerifyNumberAsync(\"+1\"); } catch { return new NumberVerifyResponse { [|DevicePhoneNumberVerified = true|] }; }")]
    public Task An_answer_made_up_for_a_failure_is_flagged(string body) => In(body, "NumberVerifyResponse").RunAsync();

    [Theory]
    [InlineData("return (await user.VerifyNumberAsync(\"+1\")).DevicePhoneNumberVerified;")]
    [InlineData("var answer = await user.VerifyNumberAsync(\"+1\"); if (!answer.DevicePhoneNumberVerified) return false; return true;")]
    [InlineData("var call = user.VerifyNumberAsync(\"+1\"); var answer = await call; return answer.DevicePhoneNumberVerified;")]
    [InlineData("var call = user.VerifyNumberAsync(\"+1\"); await Task.WhenAll(call); return call.Result.DevicePhoneNumberVerified;")]
    [InlineData("return response?.DevicePhoneNumberVerified ?? false;")]
    [InlineData("return response?.DevicePhoneNumberVerified == true;")]
    [InlineData("return response.DevicePhoneNumberVerified != false;")]
    [InlineData("return response is { DevicePhoneNumberVerified: true };")]
    [InlineData("bool? flag = response?.DevicePhoneNumberVerified; return flag.GetValueOrDefault();")]
    [InlineData("return response != null && response.DevicePhoneNumberVerified;")]
    [InlineData("return on || response.DevicePhoneNumberVerified;")]
    [InlineData("try { return (await user.VerifyNumberAsync(\"+1\")).DevicePhoneNumberVerified; } catch (NumberVerifyException) { return false; }")]
    [InlineData("try { return !(await user.VerifyNumberAsync(\"+1\")).DevicePhoneNumberVerified; } catch (NumberVerifyException) { return true; }")]
    [InlineData("try { return (await user.VerifyNumberAsync(\"+1\")).DevicePhoneNumberVerified; } catch (NumberVerifyException e) { Log(e); throw; }")]
    [InlineData("var verified = false; try { verified = (await user.VerifyNumberAsync(\"+1\")).DevicePhoneNumberVerified; } catch (NumberVerifyException) { } return verified;")]
    [InlineData("try { if ((await user.VerifyNumberAsync(\"+1\")).DevicePhoneNumberVerified) { SignIn(); return true; } } catch (NumberVerifyException) { } return false;")]
    [InlineData("try { var answer = await user.VerifyNumberAsync(\"+1\"); if (!answer.DevicePhoneNumberVerified) return false; return true; } catch (NumberVerifyException e) { Log(e); } await SendCodeAsync(); return on;")]
    [InlineData("try { var answer = await user.VerifyNumberAsync(\"+1\"); if (!answer.DevicePhoneNumberVerified) return false; } catch (NumberVerifyException) { await SendCodeAsync(); } return true;")]
    [InlineData("var failed = false; try { var answer = await user.VerifyNumberAsync(\"+1\"); if (!answer.DevicePhoneNumberVerified) return false; } catch (NumberVerifyException) { failed = true; } return !failed;")]
    [InlineData("try { SignIn(); } catch (Exception) { return true; } return (await user.VerifyNumberAsync(\"+1\")).DevicePhoneNumberVerified;")]
    [InlineData("try { await stranger.VerifyNumberAsync(\"+1\"); } catch { return true; } return stranger?.DevicePhoneNumberVerified ?? true;")]
    public Task Read_answers_and_closed_failures_are_silent(string body) => In(body).RunAsync();

    [Fact]
    public async Task The_message_names_the_member_the_project_and_the_remedy_in_every_kind_of_project()
    {
        await new Case<FailureTreatedAsAnswerAnalyzer> { Source = Plain, Project = TestProject.Web, Severity = DiagnosticSeverity.Warning, Says = ["NumberVerifyUserClient.VerifyNumberAsync", "backend", "exception"] }.RunAsync();
        await new Case<FailureTreatedAsAnswerAnalyzer> { Source = Plain, Project = TestProject.Library, Says = ["shared library"] }.RunAsync();
    }

    [Fact]
    public async Task Test_projects_and_ignored_ones_are_silent()
    {
        await new Case<FailureTreatedAsAnswerAnalyzer> { Source = Clean(Plain), Project = TestProject.Test }.RunAsync();
        await new Case<FailureTreatedAsAnswerAnalyzer> { Source = Clean(Plain), Project = TestProject.Web.With("NumberVerifyProjectKind", "Ignore") }.RunAsync();
    }

    [Fact]
    public async Task Suppressions_and_an_editorconfig_are_obeyed()
    {
        await Of("#pragma warning disable NV2001\n" + Clean(Plain)).RunAsync();
        await new Case<FailureTreatedAsAnswerAnalyzer> { Source = Clean(Plain), Project = TestProject.Web, EditorConfig = "[*.cs]\ndotnet_diagnostic.NV2001.severity = none" }.RunAsync();
        await new Case<FailureTreatedAsAnswerAnalyzer> { Source = Plain, Project = TestProject.Web, EditorConfig = "[*.cs]\ndotnet_diagnostic.NV2001.severity = error", Severity = DiagnosticSeverity.Error }.RunAsync();
    }

    [Fact]
    public Task The_fix_counts_a_missing_answer_as_not_verified_and_throws_a_failure_on() => new Case<FailureTreatedAsAnswerAnalyzer>
    {
        Project = TestProject.Web,
        Source = """
            using NumberVerify;

            class C
            {
                bool A(NumberVerifyResponse response) => [|response?.DevicePhoneNumberVerified ?? true|];
                bool B(NumberVerifyResponse response) => [|response?.DevicePhoneNumberVerified != false|];
                bool D(NumberVerifyResponse response) => [|response?.DevicePhoneNumberVerified == false|];
                bool E(NumberVerifyResponse response) => [|response?.DevicePhoneNumberVerified is not false|];
                bool F(bool? flag, NumberVerifyResponse response) => [|(flag = response?.DevicePhoneNumberVerified).GetValueOrDefault(true)|];
                bool G(NumberVerifyResponse response) => [|response is null ? true : response.DevicePhoneNumberVerified|];

                async Task<bool> H(NumberVerifyUserClient user)
                {
                    try
                    {
                        return (await user.VerifyNumberAsync("+1")).DevicePhoneNumberVerified;
                    }
                    catch (NumberVerifyException)
                    {
                        // Do not lose a customer.
                        [|return true;|]
                    }
                }
            }
            """,
        Fixed = """
            using NumberVerify;

            class C
            {
                bool A(NumberVerifyResponse response) => response?.DevicePhoneNumberVerified ?? false;
                bool B(NumberVerifyResponse response) => response?.DevicePhoneNumberVerified == true;
                bool D(NumberVerifyResponse response) => response?.DevicePhoneNumberVerified != true;
                bool E(NumberVerifyResponse response) => response?.DevicePhoneNumberVerified is true;
                bool F(bool? flag, NumberVerifyResponse response) => (flag = response?.DevicePhoneNumberVerified).GetValueOrDefault();
                bool G(NumberVerifyResponse response) => response is null ? false : response.DevicePhoneNumberVerified;

                async Task<bool> H(NumberVerifyUserClient user)
                {
                    try
                    {
                        return (await user.VerifyNumberAsync("+1")).DevicePhoneNumberVerified;
                    }
                    catch (NumberVerifyException)
                    {
                        // Do not lose a customer.
                        throw;
                    }
                }
            }
            """,
    }.FixAsync<FailureTreatedAsAnswerCodeFixProvider>();

    [Fact]
    public Task Where_only_the_author_knows_what_to_do_no_fix_is_offered() => Of("""
        using NumberVerify;

        class C
        {
            async Task A(NumberVerifyUserClient user) => await [|user.VerifyNumberAsync("+1")|];

            async Task<bool> B(NumberVerifyUserClient user)
            {
                try { return (await user.VerifyNumberAsync("+1")).DevicePhoneNumberVerified; } catch [|(Exception)|] { }
                return true;
            }
        }
        """).NoFixAsync<FailureTreatedAsAnswerCodeFixProvider>();

    private static string Clean(string source) => source.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);
}
