using NumberVerify.Packages.Tests.Running;

namespace NumberVerify.Packages.Tests;

/// <summary>Each fault is one MSBuild error that names a file, a place where there is one, and what to do.</summary>
[Collection(nameof(WorkTree))]
public sealed class GenerationErrorTests(WorkTree tree) : IDisposable
{
    private const string Document = "openapi/number-verification.yaml";

    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task A_tab_in_a_document()
    {
        var (document, text) = WriteDocument("  version: ", "\tversion: ");

        var error = await SingleErrorAsync(document);

        Assert.StartsWith($"{document}({text.LineOf("\tversion: ")},", error);
        Assert.Contains("error NVSPEC0002: ", error);
        Assert.Contains("indent with spaces, never with tabs", error);
    }

    [Theory]
    [InlineData("api.yaml")]
    [InlineData("O'Neil (1) #2 & co/api.yaml")]
    public async Task A_key_that_a_document_has_twice(string name)
    {
        var text = tree.Read(Document).ReplaceFirst("  title: Number Verification\n", "  title: Number Verification\n  title: Again\n");
        var document = _temp.Write(name, text);

        var error = await SingleErrorAsync(document);

        Assert.StartsWith($"{document}({text.LineOf("  title: Again")},3)", error);
        Assert.Contains("error NVSPEC0003: The key 'title'", error);
        Assert.Contains("Keep one of the two.", error);
    }

    [Theory]
    [InlineData("Nowhere")]
    [InlineData("No`where%41;$(x)@(y)")]
    public async Task A_reference_to_nothing(string name)
    {
        var (document, text) = WriteDocument("        '400':\n          $ref: '#/components/responses/Generic400'", $"        '400':\n          $ref: '#/components/responses/{name}'");

        var error = await SingleErrorAsync(document);

        Assert.StartsWith($"{document}({text.LineOf("        '400':\n")},9)", error);
        Assert.Contains("error NVSPEC0006: '#/components/responses/No", error);
        Assert.Contains("Correct the reference, or add what it names.", error);
    }

    [Fact]
    public async Task A_body_that_the_templates_do_not_write()
    {
        var (document, text) = WriteDocument("        content:\n          application/json:", "        content:\n          multipart/form-data:");

        var error = await SingleErrorAsync(document);

        Assert.StartsWith($"{document}({text.LineOf("        content:\n          multipart/form-data:")},9)", error);
        Assert.Contains("error NVSPEC0015: ", error);
        Assert.Contains("multipart/form-data", error);
        Assert.Contains("Describe exactly one: application/json or application/x-www-form-urlencoded.", error);
    }

    [Fact]
    public async Task A_document_that_is_not_there()
    {
        var document = _temp["absent.yaml"];

        var error = await SingleErrorAsync(document);

        Assert.StartsWith(document, error);
        Assert.Contains("error NVGEN0002: ", error);
        Assert.Contains("Correct the path, or leave the property out", error);
    }

    [Fact]
    public async Task A_generator_that_is_not_installed_and_no_nodejs_to_install_it()
    {
        var folder = CopyPackageFiles();

        var error = await SingleErrorAsync(ChangedDocument(), [$"-p:NSwagPackageFolder={folder}"], Surroundings.Plain.WithoutNode(_temp));

        Assert.StartsWith(Path.Combine(folder, "package-lock.json"), error);
        Assert.Contains("error NVGEN0003: Node.js is missing", error);
        Assert.Contains("Install Node.js", error);
        Assert.Contains("-p:NSwagSource=nuget", error);
    }

    [Fact]
    public async Task A_lock_file_that_npm_does_not_understand()
    {
        var folder = CopyPackageFiles();
        _temp.Write("generator/package-lock.json", "{ broken");

        var error = await SingleErrorAsync(ChangedDocument(), [$"-p:NSwagPackageFolder={folder}"]);

        Assert.StartsWith(Path.Combine(folder, "package-lock.json"), error);
        Assert.Contains("error NVGEN0004: npm ci could not install the OpenAPI generator", error);
        Assert.Contains("-p:NSwagSource=nuget", error);
        Assert.True(error.Length < 1500, $"An error is to be read, and this one has {error.Length} characters.");
    }

    [Fact]
    public async Task A_source_of_the_generator_that_does_not_exist()
    {
        var error = await SingleErrorAsync(ChangedDocument(), ["-p:NSwagSource=something"]);

        Assert.StartsWith(tree["src/Generated/NumberVerify.Generated.csproj"], error);
        Assert.Contains("error NVGEN0001: NSwagSource is 'something'.", error);
        Assert.Contains("Use npm", error);
        Assert.Contains("or nuget", error);
    }

    private async Task<string> SingleErrorAsync(string document, IEnumerable<string>? options = null, Surroundings? surroundings = null)
    {
        var build = await tree.BuildAsync([$"-p:NumberVerificationSpec={document}", .. options ?? []], surroundings);

        build.Process.MustFail();
        Assert.Empty(build.StackTrace);
        Assert.Empty(build.Warnings);
        return Assert.Single(build.Errors);
    }

    private (string Path, string Text) WriteDocument(string from, string to)
    {
        var text = tree.Read(Document).ReplaceFirst(from, to);
        return (_temp.Write("api.yaml", text), text);
    }

    /// <summary>One that the build has not seen yet, so that it needs the generator.</summary>
    private string ChangedDocument() => WriteDocument("operationId: phoneNumberVerify", "operationId: phoneNumberCheck").Path;

    /// <summary>A folder without an installed generator.</summary>
    private string CopyPackageFiles()
    {
        foreach (var file in new[] { "package.json", "package-lock.json" })
        {
            _temp.Write($"generator/{file}", tree.Read($"build/{file}"));
        }

        return _temp["generator"];
    }
}
