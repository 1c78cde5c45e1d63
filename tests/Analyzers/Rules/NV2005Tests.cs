using Microsoft.CodeAnalysis;

namespace NumberVerify.Analyzers.Tests.Rules;

public sealed class NV2005Tests
{
    private const string Plain = """
        class C
        {
            object M() => new NumberVerify.AuthorizationParameters { Scope = [|"openid dpv:ServiceProvision number-verification-verify-read"|] };
        }
        """;

    private static Case<UnknownScopeOrPurposeAnalyzer> Of(string source) => new() { Source = source, Project = TestProject.Web };

    private static Case<UnknownScopeOrPurposeAnalyzer> In(string body) => Of($$"""
        using NumberVerify;
        using Duende.IdentityModel.OidcClient;

        class OpenIdConnectOptions { public ICollection<string> Scope { get; } = []; public string[] Scopes { get; set; } }

        class Microscope { public string Lens { get; set; } }

        class C
        {
            void M(NumberVerifyClientOptions options, OidcClientOptions client, OpenIdConnectOptions web, Dictionary<string, string> form, Microscope lens, string purpose, bool on)
            {
                {{body}}
            }

            static void Ask(string scope) { }
            static void Show(string text) { }
        }
        """);

    [Theory]
    [InlineData("_ = new AuthorizationParameters { Scope = [|\"openid dpv:FraudPreventionAndDetection number-verification-share-read\"|] };")]
    [InlineData("_ = new AuthorizationParameters { Scope = [|\"openid dpv:FraudPreventionAndDetecion number-verification:verify\"|] };")]
    [InlineData("_ = new AuthorizationParameters { Scope = [|\"openid dpv:ServiceProvision number-verification:verfy\"|] };")]
    [InlineData("_ = new AuthorizationParameters { Scope = [|\"openid dpv:ServiceProvision number_verification:verify\"|] };")]
    [InlineData("_ = new AuthorizationParameters { Scope = [|\"OpenId dpv:ServiceProvision number-verification:verify\"|] };")]
    [InlineData("_ = new AuthorizationParameters { Scope = [|\"openid dpv:ServiceProvision dpv:Marketing number-verification:verify\"|] };")]
    [InlineData("_ = new AuthorizationParameters { Scope = [|\"dpv:FraudPreventionAndDetection#number-verification-verify-read\"|] };")]
    [InlineData("_ = new AuthorizationParameters { Scope = [|\"openid dpv:FightingEvil number-verification:verify\"|] };")]
    [InlineData("_ = new AuthorizationParameters { Scope = [|\"openid dpv:ServiceProvision number-verification:everything\"|] };")]
    [InlineData("client.Scope = [|\"openid DPV:ServiceProvision number-verification:verify\"|];")]
    [InlineData("web.Scope.Add([|\"number-verification-verify-read\"|]);")]
    [InlineData("web.Scopes = [\"openid\", [|\"dpv:ServiceProvison\"|], \"number-verification:verify\"];")]
    [InlineData("web.Scopes = [|\"openid dpv:ServiceProvision number-verification-verify-read\"|].Split(' ');")]
    [InlineData("form[\"scope\"] = [|\"openid number-verification-verify-read\"|];")]
    [InlineData("form.Add(\"scope\", [|\"openid number-verification-verify-read\"|]);")]
    [InlineData("_ = new Dictionary<string, string> { { \"scope\", [|\"number-verification-verify-read\"|] } };")]
    [InlineData("_ = new KeyValuePair<string, string>(\"scope\", [|\"number-verification-verify-read\"|]);")]
    [InlineData("Ask([|\"number-verification-verify-read\"|]);")]
    [InlineData("Ask([|$\"openid {purpose} number-verification-verify-read\"|]);")]
    [InlineData("Ask(string.Join(' ', \"openid\", [|\"number-verification-verify-read\"|]));")]
    [InlineData("Ask(on ? \"number-verification:verify\" : [|\"number-verification-share-read\"|]);")]
    [InlineData("var scope = [|\"number-verification-verify-read\"|]; Ask(scope);")]
    [InlineData("const string VerifyScope = [|\"number-verification-verify-read\"|]; Ask(VerifyScope);")]
    [InlineData("options.Purpose = [|\"dpv:FraudPreventionAndDetecion\"|];")]
    [InlineData("options.Purpose = [|\"FraudPreventionAndDetection\"|];")]
    [InlineData("options.Purpose = [|\"dpv:fraudpreventionanddetection\"|];")]
    [InlineData("options.Purpose = [|\"dpv:ServiceProvision dpv:Marketing\"|];")]
    [InlineData("options.Purpose = [|\"fraud\"|];")]
    [InlineData("options.Purpose = [|\"dpv:Purpose\"|];")]
    [InlineData("options.Purpose = [|\"dpv:Sector\"|];")]
    [InlineData("options.Purpose = [|\"dpv:LegalObligation\"|];")]
    [InlineData("options.Purpose = [|\"dpv:HumanResources\"|];")]
    [InlineData("options.Purpose = [|\"dpv:RightsFulfillment\"|];")]
    [InlineData("_ = new OperatorProfile { VerifyScope = [|\"number-verification:verfy\"|] };")]
    [InlineData("_ = new OperatorProfile { VerifyScope = [|\"dpv:FraudPreventionAndDetecion#number-verification-verify-read\"|] };")]
    public Task What_no_operator_knows_is_flagged(string body) => In(body).RunAsync();

    [Theory]
    [InlineData("_ = new AuthorizationParameters { Scope = \"openid dpv:FraudPreventionAndDetection number-verification:verify\" };")]
    [InlineData("_ = new AuthorizationParameters { Scope = \"openid dpv:ServiceProvision number-verification:device-phone-number:read\" };")]
    [InlineData("_ = new AuthorizationParameters { Scope = \"openid dpv:ServiceProvision sim-swap:check\" };")]
    [InlineData("_ = new AuthorizationParameters { Scope = \"openid profile email\" };")]
    [InlineData("_ = new OperatorProfile { VerifyScope = \"number-verification-verify-read\", DevicePhoneNumberScope = \"number-verification-share-read\" };")]
    [InlineData("_ = new OperatorProfile { VerifyScope = \"dpv:FraudPreventionAndDetection#number-verification-verify-read\" };")]
    [InlineData("_ = new OperatorProfile { VerifyScope = \"number-verification:own:name\" };")]
    [InlineData("options.Purpose = \"dpv:ServiceProvision\";")]
    [InlineData("options.Purpose = \"dpv:AcademicResearch\";")]
    [InlineData("options.Purpose = \"dpv:MemberPartnerManagement\";")]
    [InlineData("options.Purpose = \"dpv:ProtectionOfIPR\";")]
    [InlineData("options.Purpose = \"dpv:RecruitmentTargetedAdvertising\";")]
    [InlineData("options.Purpose = \"dpv:Verification\";")]
    [InlineData("options.Purpose = \"<your purpose>\";")]
    [InlineData("options.Purpose = purpose;")]
    [InlineData("options.Purpose = \"\";")]
    [InlineData("client.Scope = \"openid api offline_access\";")]
    [InlineData("client.Scope = \"OpenId profile\";")]
    [InlineData("client.Scope = \"https://api.example/number-verification/v0\";")]
    [InlineData("lens.Lens = \"number-verification-verify-read\";")]
    [InlineData("Show(\"number-verification-verify-read\");")]
    [InlineData("form[\"text\"] = \"dpv:FightingEvil\";")]
    [InlineData("Ask($\"openid dpv:{purpose} number-verification:verify\");")]
    [InlineData("var isOld = purpose == \"number-verification-verify-read\";")]
    public Task What_one_knows_and_what_is_no_scope_are_silent(string body) => In(body).RunAsync();

    [Fact]
    public async Task The_message_names_the_member_the_project_and_the_remedy()
    {
        await new Case<UnknownScopeOrPurposeAnalyzer>
        {
            Source = Plain,
            Project = TestProject.Web,
            Severity = DiagnosticSeverity.Warning,
            Says = ["AuthorizationParameters.Scope", "before CAMARA 1.0", "backend", "write openid dpv:ServiceProvision number-verification:verify"],
        }.RunAsync();
        await new Case<UnknownScopeOrPurposeAnalyzer> { Source = Plain, Project = TestProject.BlazorWebAssembly, Says = ["Blazor WebAssembly app"] }.RunAsync();
    }

    [Fact]
    public async Task Test_projects_and_ignored_ones_are_silent()
    {
        await new Case<UnknownScopeOrPurposeAnalyzer> { Source = Clean(Plain), Project = TestProject.Test }.RunAsync();
        await new Case<UnknownScopeOrPurposeAnalyzer> { Source = Clean(Plain), Project = TestProject.Web.With("NumberVerifyProjectKind", "Ignore") }.RunAsync();
    }

    [Fact]
    public async Task Suppressions_and_an_editorconfig_are_obeyed()
    {
        await Of("#pragma warning disable NV2005\n" + Clean(Plain)).RunAsync();
        await new Case<UnknownScopeOrPurposeAnalyzer> { Source = Clean(Plain), Project = TestProject.Web, EditorConfig = "[*.cs]\ndotnet_diagnostic.NV2005.severity = none" }.RunAsync();
        await new Case<UnknownScopeOrPurposeAnalyzer> { Source = Plain, Project = TestProject.Web, EditorConfig = "[*.cs]\ndotnet_diagnostic.NV2005.severity = error", Severity = DiagnosticSeverity.Error }.RunAsync();
    }

    [Fact]
    public Task Fields_properties_parameters_and_constants_of_another_assembly_are_seen() => new Case<UnknownScopeOrPurposeAnalyzer>
    {
        Project = TestProject.Web,
        Assemblies = [("Shared", "public static class Names { public const string Scope = \"number-verification-verify-read\"; }")],
        Source = """
            class C
            {
                const string Scope = [|"openid " + "number-verification-verify-read"|];
                static readonly string[] s_scopes = { "openid", [|"number-verification-verify-read"|] };
                List<string> Scopes { get; } = new() { "openid", [|"number-verification-verify-read"|] };

                object M(string scope = [|"number-verification-verify-read"|]) => new NumberVerify.AuthorizationParameters { Scope = Scope };
                object N() => new NumberVerify.AuthorizationParameters { Scope = [|Names.Scope|] };
            }
            """,
    }.RunAsync();

    [Fact]
    public Task A_programs_own_table_of_releases_is_a_profile_too() => Of("""
        record ApiRelease(string Name, string VerifyScope)
        {
            static readonly ApiRelease s_old = new("0.3", VerifyScope: "number-verification-verify-read");
            static readonly ApiRelease s_wrong = new("1.0", VerifyScope: [|"number-verification:verfy"|]);
        }

        record Settings(string Name, string VerifyScope)
        {
            static readonly Settings s_old = new("0.3", VerifyScope: [|"number-verification-verify-read"|]);
        }
        """).RunAsync();

    [Fact]
    public Task The_fix_writes_what_was_meant() => new Case<UnknownScopeOrPurposeAnalyzer>
    {
        Project = TestProject.Web,
        Source = """
            using NumberVerify;

            class C
            {
                void M(NumberVerifyClientOptions options, Dictionary<string, string> form)
                {
                    options.Purpose = [|"dpv:FraudPreventionAndDetecion"|]; // the usual
                    options.Purpose = [|"ServiceProvision"|];
                    form["scope"] = [|@"openid dpv:serviceprovision number-verification-share-read"|];
                    string[] scopes = [[|"dpv:FraudPreventionAndDetection#number-verification-verify-read"|]];
                    _ = new OperatorProfile { VerifyScope = [|"number-verification-verify-rea"|] };
                }
            }
            """,
        Fixed = """
            using NumberVerify;

            class C
            {
                void M(NumberVerifyClientOptions options, Dictionary<string, string> form)
                {
                    options.Purpose = "dpv:FraudPreventionAndDetection"; // the usual
                    options.Purpose = "dpv:ServiceProvision";
                    form["scope"] = "openid dpv:ServiceProvision number-verification:device-phone-number:read";
                    string[] scopes = ["dpv:FraudPreventionAndDetection number-verification:verify"];
                    _ = new OperatorProfile { VerifyScope = "number-verification-verify-read" };
                }
            }
            """,
    }.FixAsync<SpellingCodeFixProvider>();

    [Fact]
    public Task Where_it_cannot_be_told_what_was_meant_no_fix_is_offered() => Of("""
        using NumberVerify;

        class C
        {
            void M(NumberVerifyClientOptions options, string purpose)
            {
                options.Purpose = [|"dpv:FightingEvil"|];
                options.Purpose = [|"dpv:ServiceProvision dpv:Marketing"|];
                var scope = [|"openid " + "number-verification-verify-read"|];
                scope = [|$"openid {purpose} number-verification-verify-read"|];
            }
        }
        """).NoFixAsync<SpellingCodeFixProvider>();

    private static string Clean(string source) => source.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);
}
