namespace NumberVerify;

/// <summary>One user who is named by an operator token instead of a code.</summary>
internal sealed class OperatorTokenUserClient(OperatorContext context, string operatorToken, string? phoneNumber, NumberVerifyOperation operation)
    : NumberVerifyUserClient(context, phoneNumber)
{
    private readonly Lock _counting = new();
    private CancellationTokenSource? _polling;
    private BackchannelTicket? _ticket;
    private int _waiting;

    private protected override NumberVerifyOperation Operation => operation;

    /// <summary>When every caller has gone, nobody asks the operator any more; the next caller asks on.</summary>
    public override async Task<Session> GetSessionAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var wasAbandoned = Enter();
            try
            {
                return await base.GetSessionAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (wasAbandoned && !cancellationToken.IsCancellationRequested)
            {
                // The others left just before this caller came.
            }
            finally
            {
                Leave();
            }
        }
    }

    private protected override async Task<Session> RedeemAsync()
    {
        if (Context.Options.Profile.OperatorTokenGrant == OperatorTokenGrant.JwtBearer)
        {
            return await new JwtBearerExchange(Context).RedeemAsync(operatorToken, operation).ConfigureAwait(false);
        }

        CancellationToken abandoned;
        lock (_counting)
        {
            _polling = new CancellationTokenSource();
            abandoned = _polling.Token;
        }

        var exchange = new BackchannelExchange(Context);
        _ticket ??= await exchange.StartAsync(operatorToken, operation).ConfigureAwait(false);
        return await exchange.PollAsync(_ticket, operation, abandoned).ConfigureAwait(false);
    }

    /// <returns>Whether the polling was given up before, so that it may end as cancelled without this caller's doing.</returns>
    private bool Enter()
    {
        lock (_counting)
        {
            _waiting++;
            return _polling is { IsCancellationRequested: true };
        }
    }

    private void Leave()
    {
        lock (_counting)
        {
            if (--_waiting == 0)
            {
                _polling?.Cancel();
            }
        }
    }
}
