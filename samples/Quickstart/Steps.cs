using NumberVerify;

namespace Quickstart;

/// <summary>Runs and counts the steps; each prints what it should end with.</summary>
internal sealed class Steps
{
    private int _run;
    private int _failed;

    public async Task RunAsync(string title, Func<Task<string>> step, string expected)
    {
        Console.WriteLine($"{++_run}. {title}");
        string outcome;
        try
        {
            outcome = await step();
        }
        catch (NumberVerifyException exception)
        {
            outcome = $"{exception.GetType().Name}: {exception.Message}";
        }

        Console.WriteLine($"  {outcome}");
        if (outcome != expected)
        {
            _failed++;
            Console.WriteLine($"  Expected: {expected}");
        }

        Console.WriteLine();
    }

    public int Finish()
    {
        Console.WriteLine(_failed == 0 ? $"All {_run} steps ended as they should." : $"{_failed} of {_run} steps did not end as they should.");
        return _failed == 0 ? 0 : 1;
    }
}
