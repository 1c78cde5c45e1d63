namespace NumberVerify.SpecTool.Model;

/// <summary>Collects problems, so that one run reports them all.</summary>
internal sealed class ErrorList
{
    private readonly List<SpecError> _errors = [];

    public void Add(string id, SourcePlace place, string text, string remedy)
    {
        var error = new SpecError(id, place, text, remedy);
        if (!_errors.Contains(error))
        {
            _errors.Add(error);
        }
    }

    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
        {
            throw new SpecException(_errors);
        }
    }
}
