using System.Globalization;

namespace NumberVerify.Unit.Tests.Cultures;

/// <summary>A theory that needs the machine's cultures; where .NET runs without them it is skipped with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CultureTheoryAttribute : TheoryAttribute
{
    public CultureTheoryAttribute()
    {
        if ("i".ToUpper(CultureOrInvariant("tr-TR")) == "I")
        {
            Skip = "This machine has no cultures but the invariant one (ICU is missing, or .NET was told to do without).";
        }
    }

    private static CultureInfo CultureOrInvariant(string name)
    {
        try
        {
            return CultureInfo.GetCultureInfo(name);
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.InvariantCulture;
        }
    }
}
