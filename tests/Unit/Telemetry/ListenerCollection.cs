namespace NumberVerify.Unit.Tests.Telemetry;

/// <summary>Listeners see the whole process, so these tests run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ListenerCollection
{
    public const string Name = "Listeners";
}
