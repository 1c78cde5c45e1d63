using Xunit;

namespace NumberVerify.Tests.Shared;

/// <summary>A theory whose cases need official files; without them it is skipped, by name and with the reason.</summary>
internal sealed class OfficialSpecTheoryAttribute : TheoryAttribute
{
    public OfficialSpecTheoryAttribute(params string[] files) => Skip = OfficialSpecs.WhyAbsent(files);
}
