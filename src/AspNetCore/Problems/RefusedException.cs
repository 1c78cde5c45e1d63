namespace NumberVerify.AspNetCore;

/// <summary>Leaves an endpoint from anywhere with one of the documented problems. Never leaves the library.</summary>
internal sealed class RefusedException(Problem problem) : Exception(problem.Title)
{
    public Problem Problem => problem;
}
