namespace NumberVerify.AspNetCore;

/// <summary>Leaves an endpoint from anywhere with one of the documented problems. Who calls the verifier by itself may see it for a store that failed.</summary>
internal sealed class RefusedException(Problem problem) : Exception(problem.Title)
{
    public Problem Problem => problem;
}
