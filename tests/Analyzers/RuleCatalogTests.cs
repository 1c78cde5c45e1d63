using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NumberVerify.Analyzers.Tests;

public sealed class RuleCatalogTests
{
    private static readonly string s_root = typeof(RuleCatalogTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!;

    private static readonly IReadOnlyList<DiagnosticAnalyzer> s_analyzers =
    [
        .. typeof(NumberVerifyAnalyzer).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(type))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    private static readonly IReadOnlyList<string> s_rules = [.. s_analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(descriptor => descriptor.Id).Distinct().Order(StringComparer.Ordinal)];

    public static TheoryData<string> Rules => [.. s_rules];

    [Fact]
    public void Each_analyzer_is_sealed_public_and_exported()
    {
        Assert.NotEmpty(s_analyzers);
        Assert.All(s_analyzers, analyzer =>
        {
            Assert.True(analyzer.GetType().IsSealed);
            Assert.True(analyzer.GetType().IsPublic);
            Assert.Equal([LanguageNames.CSharp], analyzer.GetType().GetCustomAttribute<DiagnosticAnalyzerAttribute>()!.Languages);
        });
    }

    [Fact]
    public void Each_rule_belongs_to_one_analyzer_and_has_a_declared_identifier()
    {
        var all = s_analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics.Select(descriptor => descriptor.Id).Distinct()).ToList();
        Assert.Equal(all.Distinct(), all);

        var declared = typeof(DiagnosticIds).GetFields().Select(field => (string)field.GetRawConstantValue()!).ToList();
        Assert.Equal(declared.Distinct(), declared);
        Assert.All(s_rules, id => Assert.Contains(id, declared));
    }

    [Fact]
    public void Pages_and_release_rows_exist_for_the_rules_that_exist_and_for_no_others()
    {
        Assert.Equal(s_rules, Directory.GetFiles(Path.Combine(s_root, "docs", "analyzers"), "*.md").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal));
        Assert.Equal(s_rules, ReleaseRows().Select(row => row.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Descriptors_exist_for_the_rules_that_exist_and_for_no_others() => Assert.Equal(
        s_rules,
        typeof(Descriptors).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.FieldType == typeof(DiagnosticDescriptor))
            .Select(field => ((DiagnosticDescriptor)field.GetValue(null)!).Id).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_has_a_category_that_its_number_says_and_a_release_row_that_agrees(string id)
    {
        var descriptor = s_analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).First(candidate => candidate.Id == id);
        Assert.Equal(id[2] switch { '1' => "Security", '2' => "Usage", _ => "Configuration" }, descriptor.Category);
        Assert.EndsWith($"/docs/analyzers/{id}.md", descriptor.HelpLinkUri, StringComparison.Ordinal);

        var (_, category, severity) = ReleaseRows().Single(row => row.Id == id);
        Assert.Equal(descriptor.Category, category);
        Assert.Equal(descriptor.IsEnabledByDefault ? descriptor.DefaultSeverity.ToString() : "Disabled", severity);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_has_a_page_in_the_order_of_all_pages(string id)
    {
        var page = File.ReadAllText(Path.Combine(s_root, "docs", "analyzers", id + ".md"));

        Assert.StartsWith($"# {id}: ", page, StringComparison.Ordinal);
        Assert.Equal(
            ["What is flagged", "Why it matters", "Flagged", "Fixed", "How to configure", "When to suppress"],
            Regex.Matches(page, "^## (.+)$", RegexOptions.Multiline).Select(match => match.Groups[1].Value.Trim()));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_has_a_test_class_with_flagged_and_silent_cases(string id)
    {
        var tests = typeof(RuleCatalogTests).Assembly.GetTypes().SingleOrDefault(type => type.Name == id + "Tests");

        Assert.NotNull(tests);
        Assert.True(tests.GetMethods().Count(method => method.GetCustomAttribute<FactAttribute>() is not null) >= 4);
    }

    private static IEnumerable<(string Id, string Category, string Severity)> ReleaseRows() =>
        new[] { "AnalyzerReleases.Shipped.md", "AnalyzerReleases.Unshipped.md" }
            .SelectMany(name => File.ReadAllLines(Path.Combine(s_root, "src", "Analyzers", "NumberVerify.Analyzers", name)))
            .Select(line => line.Split('|'))
            .Where(cells => cells.Length >= 4 && cells[0].StartsWith("NV", StringComparison.Ordinal))
            .Select(cells => (cells[0].Trim(), cells[1].Trim(), cells[2].Trim()));
}
