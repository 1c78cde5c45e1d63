using NumberVerify.SpecTool.Diff;

namespace NumberVerify.Tool.Tests.Spec.Diff;

/// <summary>Each change of a value, told for the client that sends it and for the client that receives it.</summary>
public sealed class ValueChangeTests : IDisposable
{
    private readonly DiffDocument _documents = new();

    public void Dispose() => _documents.Dispose();

    [Theory]
    [InlineData("{ type: string }", "{ type: string, pattern: '^[a-z]$' }", "pattern-narrowed")]
    [InlineData("{ type: string, pattern: '^[a-z]{1,5}$' }", "{ type: string, pattern: '^[a-z]{2,4}$' }", "pattern-narrowed")]
    [InlineData("{ type: string, pattern: '^(a|b|c)$' }", "{ type: string, pattern: '^[ab]$' }", "pattern-narrowed")]
    [InlineData("{ type: string, pattern: 'a' }", "{ type: string, pattern: '^a$' }", "pattern-narrowed")]
    [InlineData("{ type: string, pattern: '(?<!a)b' }", "{ type: string, pattern: 'c(?=d)' }", "pattern-changed")]
    [InlineData("{ type: string, pattern: '^a+$' }", "{ type: string, pattern: '^b+$' }", "pattern-changed")]
    [InlineData("{ type: string }", "{ type: string, maxLength: 3 }", "length-narrowed")]
    [InlineData("{ type: string, minLength: 1 }", "{ type: string, minLength: 2 }", "length-narrowed")]
    [InlineData("{ type: string }", "{ type: string, format: uuid }", "format-narrowed")]
    [InlineData("{ type: string, format: date }", "{ type: string, format: date-time }", "format-changed")]
    [InlineData("{ type: integer, format: int64 }", "{ type: integer, format: int32 }", "format-narrowed")]
    [InlineData("{ type: integer }", "{ type: integer, minimum: 1 }", "range-narrowed")]
    [InlineData("{ type: integer, maximum: 9 }", "{ type: integer, maximum: 8 }", "range-narrowed")]
    [InlineData("{ type: number, maximum: 9 }", "{ type: number, maximum: 9, exclusiveMaximum: true }", "range-narrowed")]
    [InlineData("{ type: integer, minimum: 1, maximum: 9 }", "{ type: integer, minimum: 0, maximum: 8 }", "range-changed")]
    [InlineData("{ type: integer }", "{ type: integer, multipleOf: 5 }", "step-narrowed")]
    [InlineData("{ type: integer, multipleOf: 5 }", "{ type: integer, multipleOf: 10 }", "step-narrowed")]
    [InlineData("{ type: integer, multipleOf: 4 }", "{ type: integer, multipleOf: 6 }", "step-changed")]
    [InlineData("{ type: number }", "{ type: integer }", "type-narrowed")]
    [InlineData("{ type: string }", "{ type: integer }", "type-changed")]
    [InlineData("{}", "{ type: string }", "type-narrowed")]
    [InlineData("{ type: string, nullable: true }", "{ type: string }", "null-narrowed")]
    [InlineData("{ type: array, items: { type: string } }", "{ type: array, items: { type: string }, maxItems: 3 }", "item-count-narrowed")]
    [InlineData("{ type: array, items: { type: string } }", "{ type: array, items: { type: string }, uniqueItems: true }", "unique-items-narrowed")]
    [InlineData("{ type: object }", "{ type: object, minProperties: 1 }", "member-count-narrowed")]
    [InlineData("{ type: object, additionalProperties: { type: string } }", "{ type: object, additionalProperties: { type: string, maxLength: 3 } }", "length-narrowed")]
    [InlineData("{ type: array, items: { type: string } }", "{ type: array, items: { type: string, pattern: '^a$' } }", "pattern-narrowed")]
    [InlineData("{ anyOf: [{ type: string }, { type: integer }] }", "{ oneOf: [{ type: string }, { type: integer }] }", "alternatives-narrowed")]
    [InlineData("{ type: string }", "{ type: string, not: { enum: [a] } }", "schema-changed")]
    public void Less_is_a_refusal_to_who_sends_it_and_nothing_to_who_receives_it_and_more_the_reverse(string wide, string narrow, string rule)
    {
        var narrowed = Changes(wide, narrow);
        var widened = Changes(narrow, wide);

        var back = rule.Replace("narrowed", "widened", StringComparison.Ordinal);
        var either = !rule.EndsWith("narrowed", StringComparison.Ordinal);
        Assert.Equal(
            [(ChangeKind.Breaking, $"request-{rule}"), (either ? ChangeKind.Breaking : ChangeKind.Compatible, $"response-{rule}")],
            narrowed.Select(change => (change.Kind, change.Rule)).OrderBy(change => change.Rule, StringComparer.Ordinal));
        Assert.Equal(
            [(either ? ChangeKind.Breaking : ChangeKind.Compatible, $"request-{back}"), (ChangeKind.Breaking, $"response-{back}")],
            widened.Select(change => (change.Kind, change.Rule)).OrderBy(change => change.Rule, StringComparer.Ordinal));
        Assert.Equal(narrowed.Select(change => (change.Old, change.New)).Order(), widened.Select(change => (change.New, change.Old)).Order());
    }

    [Theory]
    [InlineData("{ type: string, pattern: '^[a-z]{0,16}$' }", "{ type: string, pattern: '^[a-z]{0,16}$', maxLength: 16 }", "length-restated")]
    [InlineData("{ type: string, pattern: '^[0-9]$' }", @"{ type: string, pattern: '^\d$' }", "pattern-restated")]
    [InlineData("{ type: string, pattern: '^(?:ab|ac)$' }", "{ type: string, pattern: '^a[bc]$' }", "pattern-restated")]
    [InlineData("{ type: string, pattern: '^.{0,5}$' }", "{ type: string, pattern: '^[^\\n\\r\\u2028\\u2029]{0,5}$' }", "pattern-restated")]
    [InlineData("{ type: integer, minimum: 0, maximum: 9 }", "{ type: integer, minimum: 0, maximum: 9, format: int32 }", "format-restated")]
    [InlineData("{ type: string }", "{ type: string, format: of-our-own }", "format-restated")]
    public void What_allows_the_same_values_as_before_is_compatible_in_both_directions(string old, string @new, string rule) =>
        Assert.Equal(
            [(ChangeKind.Compatible, $"request-{rule}"), (ChangeKind.Compatible, $"response-{rule}")],
            Changes(old, @new).Select(change => (change.Kind, change.Rule)));

    [Theory]
    [InlineData("{ type: integer, minimum: 1 }", "{ type: integer, minimum: 0, exclusiveMinimum: true }")]
    [InlineData("{ type: string, minLength: 0 }", "{ type: string }")]
    [InlineData("{ type: string, enum: [a, b] }", "{ type: string, enum: [b, a] }")]
    [InlineData("{ enum: [a] }", "{ type: string, enum: [a] }")]
    [InlineData("{ properties: { a: { type: string } } }", "{ type: object, properties: { a: { type: string } } }")]
    [InlineData("{ allOf: [{ type: object, required: [a] }, { properties: { a: { type: string } } }] }", "{ type: object, required: [a], properties: { a: { type: string } } }")]
    [InlineData("{ oneOf: [{ type: string }] }", "{ type: string }")]
    [InlineData("{ $ref: '#/components/schemas/A' }", "{ type: string, maxLength: 3 }")]
    [InlineData("{ $ref: '#/components/schemas/A' }", "{ $ref: '#/components/schemas/B' }")]
    [InlineData("{ allOf: [{ $ref: '#/components/schemas/A' }, { maxLength: 2 }] }", "{ type: string, maxLength: 2 }")]
    [InlineData("{ oneOf: [{ $ref: '#/components/schemas/A' }, { type: integer }] }", "{ oneOf: [{ type: integer }, { $ref: '#/components/schemas/B' }] }")]
    public void What_is_only_written_otherwise_is_no_change_of_the_contract(string old, string @new)
    {
        const string Components = "schemas:\n  A: { type: string, maxLength: 3 }\n  B: { type: string, maxLength: 3 }";

        Assert.Empty(Changes(old, @new, Components));
        Assert.Empty(Changes(@new, old, Components));
    }

    [Theory]
    [InlineData("{ type: [string, 'null'], examples: [a] }", "{ type: string, nullable: true }")]
    [InlineData("{ const: a }", "{ type: string, enum: [a] }")]
    [InlineData("{ type: integer, exclusiveMinimum: 0 }", "{ type: integer, minimum: 1 }")]
    [InlineData("{ anyOf: [{ type: string }, { type: 'null' }] }", "{ type: string, nullable: true }")]
    [InlineData("{ $ref: '#/components/schemas/A', maxLength: 2 }", "{ type: string, maxLength: 2 }")]
    public void The_same_said_in_openapi_3_1_is_no_change_of_the_contract(string new31, string old30)
    {
        const string Components = "schemas:\n  A: { type: string }";
        var old = _documents.Load(DiffDocument.WithMember(old30, components: Components));
        var @new = _documents.Load(DiffDocument.WithMember(new31, "3.1.0", Components));

        Assert.Empty(Contract(ContractDiff.Compare(old, @new)));
        Assert.Contains(ContractDiff.Compare(old, @new), change => change.Rule == "openapi-version-changed");
    }

    [Fact]
    public void Enumerated_values_bind_who_sends_them_and_are_open_to_who_receives_them()
    {
        var changes = Changes("{ type: string, enum: [a, b] }", "{ type: string, enum: [b, c] }");

        Assert.Equal(
            [
                (ChangeKind.Breaking, "request-values-removed", "a", null),
                (ChangeKind.Compatible, "request-values-added", null, "c"),
                (ChangeKind.Compatible, "response-values-removed", "a", null),
                (ChangeKind.Compatible, "response-values-added", null, "c"),
            ],
            changes.Select(change => (change.Kind, change.Rule, change.Old, change.New)));
        Assert.Equal([ChangeKind.Breaking, ChangeKind.Compatible], Changes("{ type: string }", "{ type: string, enum: [a] }").Select(change => change.Kind));
        Assert.Equal([ChangeKind.Compatible, ChangeKind.Compatible], Changes("{ type: string, enum: [a] }", "{ type: string }").Select(change => change.Kind));
    }

    [Fact]
    public void A_member_more_is_compatible_and_a_member_less_breaks_in_both_directions()
    {
        const string One = "{ type: object, properties: { a: { type: string } } }";
        const string Two = "{ type: object, properties: { a: { type: string }, b: { type: string } } }";

        Assert.Equal(["request-member-added", "response-member-added"], Changes(One, Two).Select(change => change.Rule));
        Assert.All(Changes(One, Two), change => Assert.Equal(ChangeKind.Compatible, change.Kind));
        Assert.Equal(["request-member-removed", "response-member-removed"], Changes(Two, One).Select(change => change.Rule));
        Assert.All(Changes(Two, One), change => Assert.Equal(ChangeKind.Breaking, change.Kind));
    }

    [Fact]
    public void A_member_that_becomes_required_breaks_who_sends_it_and_one_that_becomes_optional_who_receives_it()
    {
        const string Optional = "{ type: object, properties: { a: { type: string } } }";
        const string Required = "{ type: object, required: [a], properties: { a: { type: string } } }";

        Assert.Equal(
            [(ChangeKind.Breaking, "request-member-required"), (ChangeKind.Compatible, "response-member-required")],
            Changes(Optional, Required).Select(change => (change.Kind, change.Rule)));
        Assert.Equal(
            [(ChangeKind.Breaking, "response-member-optional"), (ChangeKind.Compatible, "request-member-optional")],
            Changes(Required, Optional).Select(change => (change.Kind, change.Rule)));
        Assert.Contains(Changes("{ type: object }", Required), change => change is { Kind: ChangeKind.Breaking, Rule: "request-required-member-added" });
    }

    [Fact]
    public void Members_of_one_direction_are_not_told_in_the_other()
    {
        const string Before = "{ type: object }";

        Assert.Equal(["response-member-added"], Changes(Before, "{ type: object, properties: { a: { type: string, readOnly: true } } }").Select(change => change.Rule));
        Assert.Equal(["request-member-added"], Changes(Before, "{ type: object, properties: { a: { type: string, writeOnly: true } } }").Select(change => change.Rule));
    }

    [Fact]
    public void Undeclared_members_that_are_refused_break_who_sends_them_alone() =>
        Assert.Equal(
            [(ChangeKind.Breaking, "request-other-members-narrowed"), (ChangeKind.Compatible, "response-other-members-narrowed")],
            Changes("{ type: object }", "{ type: object, additionalProperties: false }").Select(change => (change.Kind, change.Rule)));

    [Fact]
    public void Another_default_breaks_who_leaves_the_value_out() =>
        Assert.Equal(
            [(ChangeKind.Breaking, "request-default-changed"), (ChangeKind.Compatible, "response-default-changed")],
            Changes("{ type: integer, default: 1 }", "{ type: integer, default: 2 }").Select(change => (change.Kind, change.Rule)));

    [Fact]
    public void An_alternative_more_surprises_who_receives_it_and_one_less_refuses_who_sends_it()
    {
        const string Two = "{ oneOf: [{ title: Circle, type: object, required: [radius], properties: { radius: { type: integer } } }, { title: Point, type: object, required: [x], properties: { x: { type: integer } } }] }";
        const string Three = "{ oneOf: [{ title: Point, type: object, required: [x], properties: { x: { type: integer } } }, { title: Circle, type: object, required: [radius], properties: { radius: { type: integer } } }, { title: Name, type: string }] }";

        Assert.Contains(Changes(Two, Three), change => change is { Kind: ChangeKind.Breaking, Rule: "response-alternative-added", New: "Name" });
        Assert.Contains(Changes(Two, Three), change => change is { Kind: ChangeKind.Compatible, Rule: "request-alternative-added", New: "Name" });
        Assert.Contains(Changes(Three, Two), change => change is { Kind: ChangeKind.Breaking, Rule: "request-alternative-removed", Old: "Name" });
    }

    [Fact]
    public void A_change_within_an_alternative_names_it()
    {
        const string Old = "{ oneOf: [{ title: Circle, type: object, properties: { radius: { type: integer, maximum: 9 } } }, { title: Point, type: object, properties: { x: { type: integer } } }] }";

        var changes = Changes(Old, Old.Replace("maximum: 9", "maximum: 8", StringComparison.Ordinal));

        Assert.Equal(["POST /a: request body, member (Circle).radius", "POST /a: response 200, member (Circle).radius"], changes.Select(change => change.Where));
        Assert.All(changes, change => Assert.Equal(("at most 9", "at most 8"), (change.Old, change.New)));
    }

    [Fact]
    public void One_of_several_objects_of_one_member_each_is_an_object_of_exactly_one_member()
    {
        const string Alternatives = "{ oneOf: [{ type: object, properties: { a: { type: string } } }, { type: object, properties: { b: { type: string } } }] }";
        const string Object = "{ type: object, minProperties: 1, maxProperties: 1, properties: { a: { type: string }, b: { type: string } } }";

        Assert.Empty(Changes(Alternatives, Object));
        Assert.Equal(["request-member-count-widened", "response-member-count-widened"], Changes(Alternatives, Object.Replace("maxProperties: 1, ", "", StringComparison.Ordinal)).Select(change => change.Rule).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_schema_that_contains_itself_is_compared_once()
    {
        const string Components = "schemas:\n  Node: { type: object, properties: { next: { $ref: '#/components/schemas/Node' }, name: { type: string, maxLength: 9 } } }";
        const string Member = "{ $ref: '#/components/schemas/Node' }";
        var old = _documents.Load(DiffDocument.WithMember(Member, components: Components));
        var @new = _documents.Load(DiffDocument.WithMember(Member, components: Components.Replace("maxLength: 9", "maxLength: 8", StringComparison.Ordinal)));

        Assert.Equal(["request-length-narrowed", "response-length-narrowed"], Contract(ContractDiff.Compare(old, @new)).Select(change => change.Rule));
    }

    private IReadOnlyList<ContractChange> Changes(string old, string @new, string components = "") =>
        Contract(ContractDiff.Compare(_documents.Load(DiffDocument.WithMember(old, components: components)), _documents.Load(DiffDocument.WithMember(@new, components: components))));

    private static IReadOnlyList<ContractChange> Contract(IReadOnlyList<ContractChange> changes) => [.. changes.Where(change => change.Kind != ChangeKind.Editorial)];
}
