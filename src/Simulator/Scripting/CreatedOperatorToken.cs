namespace NumberVerify.Simulator;

/// <summary>Not a record: a record would print the token.</summary>
internal sealed class CreatedOperatorToken(string operatorToken)
{
    public string OperatorToken { get; } = operatorToken;
}
