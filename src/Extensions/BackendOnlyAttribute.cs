[assembly: NumberVerify.BackendOnly]

namespace NumberVerify;

/// <summary>Marks an assembly that may hold credentials: a project that ships to a browser or a phone must not reference it.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class BackendOnlyAttribute : Attribute;
