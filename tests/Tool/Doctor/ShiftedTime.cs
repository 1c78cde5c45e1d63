namespace NumberVerify.Tool.Tests.Doctor;

/// <summary>A clock that goes right but was set wrong.</summary>
internal sealed class ShiftedTime(TimeSpan shift) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + shift;
}
