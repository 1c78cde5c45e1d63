using System.Reflection;

namespace NumberVerify.AspNetCore.Tests;

/// <summary>The tables of docs/aspnetcore.md say what is so: each problem, and a test for each row.</summary>
public sealed class DocumentTests
{
    [Fact]
    public void Every_problem_is_in_the_document_with_its_status() => Assert.Equal(
        Problem.All.Select(static problem => (problem.Type, problem.Status)),
        RowsOf("problems").Select(static row => (row[0].Trim('`'), int.Parse(row[1], System.Globalization.CultureInfo.InvariantCulture))));

    [Fact]
    public void Every_row_has_a_test_and_every_such_test_has_a_row()
    {
        var tested = typeof(DocumentTests).Assembly.GetTypes()
            .SelectMany(static type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance))
            .Where(static method => method.GetCustomAttribute<FactAttribute>() is not null)
            .SelectMany(static method => method.Name.Split('_').TakeWhile(static part => part.Length is 2 or 3 && part[0] is 'T' or 'D' or 'E' or 'F' && char.IsAsciiDigit(part[^1])));

        Assert.Equal(RowsOf("threats").Select(static row => row[0]).Order(StringComparer.Ordinal), tested.Distinct().Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string[]> RowsOf(string table)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "aspnetcore.md"));
        var from = text.IndexOf($"<!-- {table} -->", StringComparison.Ordinal);
        return text[from..text.IndexOf($"<!-- /{table} -->", StringComparison.Ordinal)].Split('\n').Where(static line => line.StartsWith('|')).Skip(2).Select(static line => line.Split('|').Skip(1).Select(static cell => cell.Trim()).ToArray());
    }
}
