using System.Text.Json.Nodes;
using NumberVerify.SpecTool;

namespace NumberVerify.Conformance;

/// <summary>Overlays change what their target selects, and say where they are wrong.</summary>
public sealed class OverlayTests : IDisposable
{
    private const string Data = """
        x-data:
          name: root
          list:
            - { name: a, size: 1 }
            - { name: b, size: 2, on: true }
            - text
          'odd name': { name: c }
          deep: { name: d, deep: { name: e } }

        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("$", "$")]
    [InlineData("$.x-data.name", "root")]
    [InlineData("$['x-data'][\"odd name\"].name", "c")]
    [InlineData("$.x-data.list[0].name", "a")]
    [InlineData("$.x-data.list[7]", "")]
    [InlineData("$.x-data.list[*].name", "a b")]
    [InlineData("$.x-data.list.*.name", "a b")]
    [InlineData("$.x-data..name", "root a b c d e")]
    [InlineData("$..deep.name", "d e")]
    [InlineData("$.x-data..['name']", "root a b c d e")]
    [InlineData("$.x-data.list[?@.name=='b'].size", "2")]
    [InlineData("$.x-data.list[?(@.name == \"b\")].size", "2")]
    [InlineData("$.x-data.list[?@['size']==1].name", "a")]
    [InlineData("$.x-data.list[?@.on==true].name", "b")]
    [InlineData("$..[?@.name=='e'].name", "e")]
    [InlineData("$.absent.name", "")]
    [InlineData("$.x-data.name.name", "")]
    public void A_path_selects(string path, string expected)
    {
        var root = _folder.Load(Documents.Minimal + Data).Root;

        var selected = JsonPath.Parse(path, default).Select(root);

        Assert.Equal(expected, path == "$" ? (selected.Single() == root ? "$" : "") : string.Join(' ', selected.Select(node => node.ToString())));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x-data")]
    [InlineData("$x")]
    [InlineData("$.")]
    [InlineData("$[")]
    [InlineData("$['a")]
    [InlineData("$[-1]")]
    [InlineData("$[0:2]")]
    [InlineData("$['a','b']")]
    [InlineData("$[?@.a]")]
    [InlineData("$[?@.a!='b']")]
    [InlineData("$[?@.a=='b' && @.c=='d']")]
    [InlineData("$[?length(@.a)==1]")]
    [InlineData("$.a b")]
    [InlineData("$[?@['a'=='b']")]
    public void A_path_outside_of_the_subset_is_an_error_where_it_is_written(string path)
    {
        var error = Documents.ErrorOf(() => Apply($"  - target: \"{path}\"\n    remove: true\n"));

        Assert.Equal(SpecErrorIds.UnsupportedJsonPath, error.Id);
        Assert.EndsWith("overlay.yaml", error.Place.File, StringComparison.Ordinal);
        Assert.Equal(4, error.Place.Line);
    }

    [Fact]
    public void Objects_are_merged_lists_are_joined_and_the_rest_is_replaced()
    {
        var data = Apply("""
              - target: $.x-data
                description: All three at once.
                update:
                  name: other
                  list: [last]
                  deep: { deep: { name: f, more: 1 } }
                  added: { a: 1 }

            """);

        Assert.Equal("other", data["name"]!.GetValue<string>());
        Assert.Equal("last", data.At("list", "3")!.GetValue<string>());
        Assert.Equal("""{"name":"d","deep":{"name":"f","more":1}}""", data["deep"]!.ToJsonString());
        Assert.Equal("""{"a":1}""", data["added"]!.ToJsonString());
    }

    [Fact]
    public void A_list_that_is_selected_gets_the_update_as_its_last_item() =>
        Assert.Equal("""{"name":"z"}""", Apply("  - target: $.x-data.list\n    update: { name: z }\n").At("list", "3")!.ToJsonString());

    [Fact]
    public void What_is_selected_for_removal_goes_from_objects_and_lists()
    {
        var data = Apply("""
              - target: $.x-data.list[?@.name=='a']
                remove: true
              - target: $.x-data.deep
                remove: true
                update: { ignored: true }

            """);

        Assert.Equal("b", data.At("list", "0", "name")!.GetValue<string>());
        Assert.False(data.ContainsKey("deep"));
    }

    [Fact]
    public void Actions_see_what_those_before_them_did()
    {
        var data = Apply("""
              - target: $.x-data
                update: { fresh: {} }
              - target: $.x-data.fresh
                update: { name: later }

            """);

        Assert.Equal("later", data.At("fresh", "name")!.GetValue<string>());
    }

    [Fact]
    public void A_target_that_selects_nothing_changes_nothing()
    {
        var before = _folder.Load(Documents.Minimal + Data).Root.At("x-data")!.ToJsonString();

        Assert.Equal(before, Apply("  - target: $.components.schemas.Absent\n    update: { a: 1 }\n").ToJsonString());
    }

    [Fact]
    public void What_an_overlay_added_has_its_place_in_the_overlay()
    {
        var document = _folder.Load(Documents.Minimal + Data);
        SpecOverlay.Apply(document, Overlay("  - target: $.x-data\n    update:\n      added: 1\n"));

        var place = document.PlaceOf("/x-data/added");

        Assert.Equal((_folder.PathOf("overlay.yaml"), 6, 7), (place.File, place.Line, place.Column));
        Assert.Equal([_folder.PathOf("document.yaml"), _folder.PathOf("overlay.yaml")], document.Files);
    }

    [Theory]
    [InlineData("  - update: { a: 1 }\n", "no target")]
    [InlineData("  - target: $.x-data\n", "does nothing")]
    [InlineData("  - text\n", "mapping")]
    [InlineData("  - target: $\n    remove: true\n", "whole document")]
    [InlineData("  - target: $.x-data.name\n    update: { a: 1 }\n", "/x-data/name")]
    [InlineData("  - target: $.x-data\n    update: text\n", "/x-data")]
    public void A_wrong_action_is_an_error_where_it_is_written(string action, string expected)
    {
        var error = Documents.ErrorOf(() => Apply(action));

        Assert.Equal(SpecErrorIds.InvalidOverlay, error.Id);
        Assert.Contains(expected, error.Text, StringComparison.Ordinal);
        Assert.Equal(4, error.Place.Line);
    }

    [Theory]
    [InlineData("info: {}\n")]
    [InlineData("overlay: 2.0.0\nactions: [{ target: $, update: {} }]\n")]
    [InlineData("overlay: 1.0.0\nactions: []\n")]
    [InlineData("overlay: 1.0.0\n")]
    [InlineData("- a\n")]
    public void What_is_no_overlay_is_refused(string text) =>
        Assert.Equal(SpecErrorIds.InvalidOverlay, Documents.ErrorOf(() => SpecOverlay.Apply(_folder.Load(Documents.Minimal), _folder.Write("overlay.yaml", text))).Id);

    [Fact]
    public void An_overlay_that_removes_what_is_referred_to_is_found_out()
    {
        var document = _folder.Write("document.yaml", Documents.WithSchema("type: object\nproperties: { a: { type: string } }"));

        var error = Documents.ErrorOf(() => PreparedSpec.Create(document, [Overlay("  - target: $.components.schemas.Thing\n    remove: true\n")]));

        Assert.Equal(SpecErrorIds.UnresolvedReference, error.Id);
        Assert.Equal(15, error.Place.Line);
    }

    private JsonObject Apply(string actions)
    {
        var document = _folder.Load(Documents.Minimal + Data);
        SpecOverlay.Apply(document, Overlay(actions));
        return document.Root["x-data"]!.AsObject();
    }

    private string Overlay(string actions) => _folder.Write("overlay.yaml", $"overlay: 1.0.0\ninfo: {{ title: T, version: 1.0.0 }}\nactions:\n{actions}");
}
