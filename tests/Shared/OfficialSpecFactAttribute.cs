using Xunit;

namespace NumberVerify.Tests.Shared;

/// <summary>A test that needs official files; without them it is skipped, by name and with the reason.</summary>
internal sealed class OfficialSpecFactAttribute : FactAttribute
{
    public OfficialSpecFactAttribute(params string[] files) => Skip = OfficialSpecs.WhyAbsent(files);
}
