using NumberVerify.SpecTool;
using NumberVerify.SpecTool.Update;
using NumberVerify.Testing;

namespace NumberVerify.Tool.Tests.Spec;

/// <summary>A document of ours in memory, with what is remembered beside it as text, as between two runs of the command.</summary>
internal sealed class FollowingDocument(string name)
{
    public string Path { get; } = System.IO.Path.Combine(Repository.Root, "openapi", name);

    public string Original { get; } = File.ReadAllText(System.IO.Path.Combine(Repository.Root, "openapi", name));

    public string Text { get; set; } = File.ReadAllText(System.IO.Path.Combine(Repository.Root, "openapi", name));

    public string? Record { get; private set; }

    /// <summary>Follows a published document; afterwards the contract is equal.</summary>
    public SpecUpdate Follow(SpecDocument published)
    {
        var update = SpecUpdate.Create(Path, Text, published, Record is null ? new UpdateRecord() : UpdateRecord.Parse(Record, "record.yaml"));
        Text = update.Text;
        Record = update.Record.IsEmpty ? null : update.Record.Print(name);
        Assert.Empty(SpecContract.Compare(SpecContract.Of(SpecDocument.Parse(Text, Path)), SpecContract.Of(published)));
        return update;
    }
}
