namespace NumberVerify.SpecTool.Diff;

/// <summary>A member of an object as one direction has it.</summary>
internal sealed record Member(bool Required, string Text)
{
    /// <summary>Null where the object has no such member, or not in this direction.</summary>
    public static Member? Of(SpecDocument document, Shape parent, string name, Place place)
    {
        var required = parent.Required.Contains(name);
        if (!parent.Members.TryGetValue(name, out var schemas))
        {
            return required ? new Member(true, "required") : null;
        }

        var shape = Shape.Of(document, schemas);
        return (place.IsResponse ? shape.WriteOnly : shape.ReadOnly)
            ? null
            : new Member(required, $"{(required ? "required" : "optional")} {Alternative.TypeText(Alternative.TypesOf(document, shape))}");
    }
}
