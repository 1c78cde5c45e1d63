namespace NumberVerify.Tool.Doctor;

/// <summary>Something to object to within a check.</summary>
internal sealed record Finding(CheckStatus Status, string Seen, string Remedy)
{
    public static Finding Failed(string seen, string remedy) => new(CheckStatus.Failed, seen, remedy);

    public static Finding Warning(string seen, string remedy) => new(CheckStatus.Warning, seen, remedy);
}
