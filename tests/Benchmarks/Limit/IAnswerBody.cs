namespace NumberVerify.Benchmarks;

/// <summary>A body whose required members are nullable and checked by hand: the serializer's own check keeps a list for each body it reads.</summary>
internal interface IAnswerBody
{
    bool IsComplete { get; }
}
