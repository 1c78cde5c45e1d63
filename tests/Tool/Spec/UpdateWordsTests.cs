using NumberVerify.SpecTool;
using NumberVerify.SpecTool.Update;
using NumberVerify.Tool.Spec.Update;

namespace NumberVerify.Tool.Tests.Spec;

/// <summary>The contract is theirs and the words are ours.</summary>
public sealed class UpdateWordsTests : IDisposable
{
    private readonly TemporaryRepository _repository = new(withOurDocuments: false);
    private readonly string _next;
    private readonly string _published;

    public UpdateWordsTests()
    {
        _repository.Write("openapi/pets.yaml", Pets.Ours);
        _published = _repository.Write("../published.yaml", Pets.Published);
        _next = _repository.Write("../next.yaml", Pets.Next);
    }

    private string Text => _repository.Read("openapi/pets.yaml");

    public void Dispose() => _repository.Dispose();

    [Fact]
    public async Task None_of_the_published_words_are_taken()
    {
        await _repository.UpdateAsync(new UpdateRequest(_next));

        Assert.All(_repository.Tree().Values, text => Assert.DoesNotContain("zebra", text));
        Assert.Empty(SpecContract.Compare(SpecContract.Of(SpecDocument.Load(_repository.Path("openapi/pets.yaml"))), SpecContract.Of(SpecDocument.Load(_next))));
    }

    [Fact]
    public async Task Only_what_changes_is_written_anew()
    {
        await _repository.UpdateAsync(new UpdateRequest(_next));

        Assert.Equal(
            Pets.Ours
                .Replace("Follows Pets 1.0.0.", "Follows Pets 2.0.0.", StringComparison.Ordinal)
                .Replace("version: 1.0.0   # the one we follow", "version: 2.0.0", StringComparison.Ordinal)
                .Replace("/pets/v1", "/pets/v2", StringComparison.Ordinal)
                .Replace("\ncomponents:", "\n        '503':\n          description: Service Unavailable\ncomponents:", StringComparison.Ordinal)
                .Replace("        kind:", "        age:\n          type: integer\n        kind:", StringComparison.Ordinal)
                .Replace("            - DOG   # good\n", "", StringComparison.Ordinal),
            Text);
    }

    [Fact]
    public async Task What_has_no_words_yet_is_listed_with_its_line()
    {
        var report = await _repository.UpdateAsync(new UpdateRequest(_next));

        Assert.Equal(["/paths/~1pet/get/responses/503", "/components/schemas/Pet/properties/age"], report.Unexplained.Select(place => place.Pointer));
        Assert.All(report.Unexplained, place => Assert.Contains(place.Pointer.Split('/')[^1], Text.Split('\n')[place.Line - 1]));
    }

    [Fact]
    public async Task Comments_and_layout_come_back_with_the_release()
    {
        await _repository.UpdateAsync(new UpdateRequest(_next));
        await _repository.UpdateAsync(new UpdateRequest(_published));

        Assert.Equal(Pets.Ours, Text);
        Assert.False(Directory.Exists(_repository.Path("openapi/retired")));
    }

    [Fact]
    public async Task Words_written_for_something_new_are_kept_while_a_release_lacks_it()
    {
        await _repository.UpdateAsync(new UpdateRequest(_next));
        _repository.Write("openapi/pets.yaml", Text.Replace("        age:\n", "        age:\n          description: Full years.\n", StringComparison.Ordinal));
        var described = Text;

        await _repository.UpdateAsync(new UpdateRequest(_published));
        Assert.DoesNotContain("age", Text);
        var report = await _repository.UpdateAsync(new UpdateRequest(_next));

        Assert.Equal(described, Text);
        Assert.Equal(["/paths/~1pet/get/responses/503"], report.Unexplained.Select(place => place.Pointer));
    }

    [Fact]
    public void A_document_with_anchors_is_refused_with_the_line()
    {
        var path = _repository.Write("openapi/pets.yaml", Pets.Ours.Replace("type: object", "type: &t object", StringComparison.Ordinal).Replace("          type: string\n          enum", "          type: string\n          x-same: *t\n          enum", StringComparison.Ordinal));

        var error = Assert.Single(Assert.Throws<SpecException>(() => SpecUpdate.Create(path, File.ReadAllText(path), SpecDocument.Load(_next), new UpdateRecord())).Errors);

        Assert.Equal(SpecErrorIds.NotUpdatable, error.Id);
        Assert.Contains("&t", File.ReadAllLines(path)[error.Place.Line - 1]);
    }
}
