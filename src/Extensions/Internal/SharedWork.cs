namespace NumberVerify;

/// <summary>Work that several callers wait for: each may leave, and the work goes on for the others.</summary>
internal static class SharedWork
{
    /// <summary>Waits for <paramref name="work"/> until it is done or this caller leaves.</summary>
    public static Task<T> WaitAsync<T>(Task<T> work, CancellationToken cancellationToken)
    {
        if (work.IsCompleted || !cancellationToken.CanBeCanceled)
        {
            return work;
        }

        // Should every waiter go away, the failure nobody saw must not surface in the finalizer.
        _ = work.ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return work.WaitAsync(cancellationToken);
    }
}
