namespace NumberVerify.SpecTool.Model;

/// <summary>What an object of an OpenAPI document is, and what its members are.</summary>
/// <remarks>
/// A keyword means something only where the grammar has it: a property that happens to be called `description` or `enum` is a name, not a keyword.
/// Every rule of this tool walks along this grammar, so none of them confuses the two.
/// </remarks>
internal sealed class NodeKind(string name)
{
    private readonly Dictionary<string, Member> _members = [];
    private readonly HashSet<string> _prose = [];
    private Member? _others;

    /// <summary>How a member holds its objects.</summary>
    public enum Shape
    {
        One,
        List,
        Map,
    }

    public string Name => name;

    /// <summary>Where in `components` objects of this kind live; null when they cannot be shared.</summary>
    public string? Section { get; private set; }

    public NodeKind In(string section)
    {
        Section = section;
        return this;
    }

    public NodeKind Prose(params string[] names)
    {
        _prose.UnionWith(names);
        return this;
    }

    public NodeKind One(string member, NodeKind kind) => Add(member, kind, Shape.One);

    public NodeKind List(string member, NodeKind kind) => Add(member, kind, Shape.List);

    public NodeKind Map(string member, NodeKind kind) => Add(member, kind, Shape.Map);

    /// <summary>All members that are named by the author, such as the paths.</summary>
    public NodeKind Others(NodeKind kind)
    {
        _others = new Member(kind, Shape.One);
        return this;
    }

    /// <summary>The names of the members that hold objects of the grammar.</summary>
    public IEnumerable<string> Members => _members.Keys;

    /// <summary>Whether the member only explains.</summary>
    public bool IsProse(string member) => _prose.Contains(member);

    /// <summary>What the member holds; null for plain data and for extensions.</summary>
    public Member? Find(string member) =>
        _members.TryGetValue(member, out var found) ? found
        : member.StartsWith("x-", StringComparison.Ordinal) || member == "$ref" ? null
        : _others;

    private NodeKind Add(string member, NodeKind kind, Shape shape)
    {
        _members.Add(member, new Member(kind, shape));
        return this;
    }

    /// <summary>A member's kind and shape.</summary>
    public sealed record Member(NodeKind Kind, Shape Shape);
}
