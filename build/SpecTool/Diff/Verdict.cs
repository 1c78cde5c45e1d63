namespace NumberVerify.SpecTool.Diff;

/// <summary>What a relation between two sets of values means, by who sends them.</summary>
internal static class Verdict
{
    /// <summary>
    /// The server decides what a request may hold, so less is a refusal; it also decides what a response holds, so more is a surprise. Headers of a response are read as
    /// text by every client and are not checked, so that nothing can surprise there.
    /// </summary>
    public static ChangeKind Of(Relation relation, Place place) => relation switch
    {
        Relation.Equal => ChangeKind.Compatible,
        _ when place is { Side: Side.Response, IsHeader: true } => ChangeKind.Compatible,
        Relation.Narrower => place.Side == Side.Request ? ChangeKind.Breaking : ChangeKind.Compatible,
        Relation.Wider => place.Side == Side.Request ? ChangeKind.Compatible : ChangeKind.Breaking,
        _ => ChangeKind.Breaking,
    };

    public static string Word(Relation relation) => relation switch
    {
        Relation.Equal => "restated",
        Relation.Narrower => "narrowed",
        Relation.Wider => "widened",
        _ => "changed",
    };

    public static string Meaning(Relation relation, Place place) => (relation, place) switch
    {
        (Relation.Equal, _) => "The same values are allowed as before.",
        (Relation.Narrower, { Side: Side.Request }) => "Values that were accepted are refused now: check yours before they are sent.",
        (Relation.Wider, { Side: Side.Request }) => "What was accepted is still accepted, and more.",
        (_, { Side: Side.Request }) => "Values that were accepted may be refused now: check yours before they are sent.",
        (Relation.Narrower, _) => "What is received keeps to stricter limits; what reads it still does.",
        (_, { IsHeader: true }) => "The header is read as text, whatever it holds.",
        (Relation.Wider, _) => "Values may be received that did not occur before: look at what stores or checks them.",
        _ => "Other values may be received than before: look at what stores or checks them.",
    };

    /// <summary>The first part of a rule's name.</summary>
    public static string Prefix(Place place) => place.Side == Side.Request ? "request" : "response";
}
