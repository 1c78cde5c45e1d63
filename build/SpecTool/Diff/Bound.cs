using System.Globalization;

namespace NumberVerify.SpecTool.Diff;

/// <summary>An end of a range of numbers.</summary>
internal readonly record struct Bound(decimal Value, bool Exclusive)
{
    /// <summary>The stricter of two lower ends.</summary>
    public static Bound? Lower(Bound? left, Bound? right) => left is not { } a ? right : right is not { } b ? left : a.Value > b.Value || (a.Value == b.Value && a.Exclusive) ? left : right;

    /// <summary>The stricter of two upper ends.</summary>
    public static Bound? Upper(Bound? left, Bound? right) => left is not { } a ? right : right is not { } b ? left : a.Value < b.Value || (a.Value == b.Value && a.Exclusive) ? left : right;

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
