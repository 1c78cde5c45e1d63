namespace NumberVerify.Unit.Tests.Snippets;

/// <summary>Every C# block of README.md and docs/ compiles as it stands there.</summary>
public sealed class SnippetTests
{
    /// <summary>Where each block begins. The checker's own example is among them, so that a repository without documentation has one row too.</summary>
    public static TheoryData<string> Places => [.. MarkdownBlock.All().Select(static block => block.Place)];

    [Theory]
    [MemberData(nameof(Places))]
    public void A_block_compiles(string place)
    {
        var block = MarkdownBlock.All().Single(candidate => candidate.Place == place);

        var errors = SnippetCompiler.ErrorsOf(block.Code);

        Assert.True(errors.Count == 0, $"The block at {place} does not compile:{Environment.NewLine}{string.Join(Environment.NewLine, errors)}");
    }

    [Fact]
    public void The_README_has_blocks() => Assert.Contains(MarkdownBlock.All(), static block => block.Place.StartsWith("README.md", StringComparison.Ordinal));

    [Theory]
    [InlineData("client.GetAuthorizationUrl(request);")]
    [InlineData("using NumberVerify;\n\nnew NumberVerifyClient(options);")]
    [InlineData("var x = ")]
    [InlineData("app.MapGet(\"/\", () => 1);")]
    public void A_block_that_does_not_compile_is_found(string code) => Assert.NotEmpty(SnippetCompiler.ErrorsOf(code));

    [Theory]
    [InlineData("var url = client.GetAuthUrl(request);")]
    [InlineData("public sealed class Mine : NumberVerify.ISigner { public string KeyId => \"\"; public string Algorithm => \"\"; public ValueTask<ReadOnlyMemory<byte>> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default) => default; }")]
    public void Statements_and_declarations_are_blocks_too(string code) => Assert.Empty(SnippetCompiler.ErrorsOf(code));
}
