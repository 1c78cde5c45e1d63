namespace NumberVerify.Tool.Doctor;

/// <summary>How a check came out, from the least to the most that is to be done.</summary>
internal enum CheckStatus
{
    NotChecked,
    Ok,
    Warning,
    Failed,
}
