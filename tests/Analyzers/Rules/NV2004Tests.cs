using Microsoft.CodeAnalysis;

namespace NumberVerify.Analyzers.Tests.Rules;

public sealed class NV2004Tests
{
    private const string Plain = """
        using System.Security.Cryptography;
        using System.Text;
        using NumberVerify;

        class C
        {
            Task M(NumberVerifyUserClient user) => user.VerifyHashedNumberAsync([|Convert.ToHexString(SHA256.HashData("346661113334"u8))|]);
        }
        """;

    private static Case<HashWithoutPlusAnalyzer> Of(string source) => new() { Source = source, Project = TestProject.Web };

    private static Case<HashWithoutPlusAnalyzer> In(string body) => Of($$"""
        using System.Security.Cryptography;
        using System.Text;
        using System.Text.RegularExpressions;
        using NumberVerify;

        class Body { public string HashedPhoneNumber { get; set; } public string Digest { get; set; } }

        class C
        {
            const string Number = "346661113334";

            async Task M(NumberVerifyUserClient user, NumberVerifyClient client, SHA256 sha, string phone, long digits, string code)
            {
                {{body}}
                await Task.Yield();
            }

            static string Sha(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
            static string ShaOfE164(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes("+" + text)));
            static string Digits(string text) { return text.TrimStart('+'); }
        }
        """);

    private static string Hash(string number) => $"Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes({number})))";

    [Theory]
    [InlineData("\"346661113334\"")]
    [InlineData("Number")]
    [InlineData("\" 346661113334\".Trim()")]
    [InlineData("\"34\" + phone")]
    [InlineData("$\"34{phone}\"")]
    [InlineData("$\"{digits}\"")]
    [InlineData("digits.ToString()")]
    [InlineData("phone.TrimStart('+')")]
    [InlineData("phone.Trim().TrimStart('+', ' ')")]
    [InlineData("phone.Replace(\"+\", \"\")")]
    [InlineData("phone.Replace(\"+\", string.Empty).Replace(\" \", \"\")")]
    [InlineData("phone.Replace(\"+\", \"00\")")]
    [InlineData("phone.Substring(1)")]
    [InlineData("phone.Remove(0, 1)")]
    [InlineData("phone[1..]")]
    [InlineData("new string(phone.Where(char.IsDigit).ToArray())")]
    [InlineData("string.Concat(phone.Where(letter => char.IsDigit(letter)))")]
    [InlineData("Regex.Replace(phone, @\"\\D\", \"\")")]
    [InlineData("phone.StartsWith('+') ? phone.Substring(1) : phone")]
    [InlineData("Digits(phone)")]
    public Task A_number_known_to_lack_its_plus_is_flagged(string number) => In($"await user.VerifyHashedNumberAsync([|{Hash(number)}|]);").RunAsync();

    [Theory]
    [InlineData("\"+346661113334\"")]
    [InlineData("phone")]
    [InlineData("phone.Trim()")]
    [InlineData("phone.Replace(\" \", \"\")")]
    [InlineData("phone.Substring(0)")]
    [InlineData("\"+\" + phone.TrimStart('+')")]
    [InlineData("$\"+{phone.TrimStart('+')}\"")]
    [InlineData("$\"+{digits}\"")]
    [InlineData("phone.TrimStart('+').Insert(0, \"+\")")]
    [InlineData("string.Concat(\"+\", Digits(phone))")]
    [InlineData("phone.TrimStart('0').PadLeft(12, '+')")]
    [InlineData("new string(phone.Where(letter => char.IsDigit(letter) || letter == '+').ToArray())")]
    [InlineData("Regex.Replace(phone, @\"[^0-9+]\", \"\")")]
    [InlineData("Regex.Replace(phone, @\"\\D+\", \"+\")")]
    public Task A_number_that_has_it_or_may_have_it_is_silent(string number) => In($"await user.VerifyHashedNumberAsync({Hash(number)});").RunAsync();

    [Theory]
    [InlineData("await user.VerifyHashedNumberAsync([|Convert.ToHexStringLower(sha.ComputeHash(Encoding.UTF8.GetBytes(Number)))|]);")]
    [InlineData("await user.VerifyHashedNumberAsync(hashedPhoneNumber: [|BitConverter.ToString(sha.ComputeHash(Encoding.ASCII.GetBytes(Number))).Replace(\"-\", \"\").ToLowerInvariant()|]);")]
    [InlineData("await user.VerifyHashedNumberAsync([|string.Concat(sha.ComputeHash(Encoding.UTF8.GetBytes(Number)).Select(octet => octet.ToString(\"x2\")))|]);")]
    [InlineData("var trimmed = phone.TrimStart('+'); var bytes = Encoding.UTF8.GetBytes(trimmed); var hash = SHA256.HashData(bytes); await user.VerifyHashedNumberAsync([|Convert.ToHexString(hash)|]);")]
    [InlineData("await user.VerifyHashedNumberAsync([|Sha(Number)|]);")]
    [InlineData("await user.VerifyHashedNumberAsync([|Sha(phone.Substring(1)).ToLower()|]);")]
    [InlineData("client.ForUser(code, [|Sha(Number)|]);")]
    [InlineData("_ = new Body { HashedPhoneNumber = [|Sha(Number)|] };")]
    public Task A_hash_is_followed_to_where_it_is_asked_for(string body) => In(body).RunAsync();

    [Theory]
    [InlineData("await user.VerifyHashedNumberAsync(HashedPhoneNumber.Compute(phone));")]
    [InlineData("await user.VerifyHashedNumberAsync(HashedPhoneNumber.Compute(\"+\" + phone.TrimStart('+')));")]
    [InlineData("await user.VerifyHashedNumberAsync(ShaOfE164(phone.TrimStart('+')));")]
    [InlineData("await user.VerifyHashedNumberAsync(Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(Number))));")]
    [InlineData("await user.VerifyHashedNumberAsync(\"3466611133340000000000000000000000000000000000000000000000000000\");")]
    [InlineData("await user.VerifyHashedNumberAsync(); await user.VerifyNumberAsync(phone.TrimStart('+'));")]
    [InlineData("_ = new Body { Digest = Sha(Number) };")]
    [InlineData("var index = Sha(phone.TrimStart('+')); Console.WriteLine(index);")]
    [InlineData("client.ForUser(Sha(Number), phone);")]
    public Task The_helper_other_hashes_and_other_places_are_silent(string body) => In(body).RunAsync();

    [Fact]
    public async Task The_message_names_the_member_the_project_and_the_remedy()
    {
        await new Case<HashWithoutPlusAnalyzer> { Source = Plain, Project = TestProject.Web, Severity = DiagnosticSeverity.Error, Says = ["NumberVerifyUserClient.VerifyHashedNumberAsync", "backend", "HashedPhoneNumber.Compute"] }.RunAsync();
        await new Case<HashWithoutPlusAnalyzer> { Source = Plain, Project = TestProject.Wpf, Severity = DiagnosticSeverity.Warning, Says = ["WPF app"] }.RunAsync();
    }

    [Fact]
    public async Task Test_projects_and_ignored_ones_are_silent()
    {
        await new Case<HashWithoutPlusAnalyzer> { Source = Clean(Plain), Project = TestProject.Test }.RunAsync();
        await new Case<HashWithoutPlusAnalyzer> { Source = Clean(Plain), Project = TestProject.Web.With("NumberVerifyProjectKind", "Ignore") }.RunAsync();
    }

    [Fact]
    public async Task Suppressions_and_an_editorconfig_are_obeyed()
    {
        await Of("#pragma warning disable NV2004\n" + Clean(Plain)).RunAsync();
        await new Case<HashWithoutPlusAnalyzer> { Source = Clean(Plain), Project = TestProject.Web, EditorConfig = "[*.cs]\ndotnet_diagnostic.NV2004.severity = none" }.RunAsync();
        await new Case<HashWithoutPlusAnalyzer> { Source = Plain, Project = TestProject.Web, EditorConfig = "[*.cs]\ndotnet_diagnostic.NV2004.severity = warning", Severity = DiagnosticSeverity.Warning }.RunAsync();
    }

    [Fact]
    public Task Lambdas_and_top_level_statements_are_seen() => Of("""
        using System.Security.Cryptography;
        using System.Text;
        using NumberVerify;

        var user = new NumberVerifyUserClient();
        Func<string, Task> verify = number => user.VerifyHashedNumberAsync([|Hash(number.TrimStart('+'))|]);
        await verify(args[0]);

        static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        """).RunAsync();

    private static string Clean(string source) => source.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);
}
