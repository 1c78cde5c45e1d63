using System.Text;

namespace NumberVerify.Tool.Tests.Running;

/// <summary>What a running command prints, so that a test can wait for it.</summary>
internal sealed class ObservedOutput : TextWriter
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();
    private readonly List<(Func<string, string?> Find, TaskCompletionSource<string> Found)> _waiting = [];

    public ObservedOutput() => NewLine = "\n";

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write(value.ToString());

    public override void Write(string? value)
    {
        lock (_gate)
        {
            _text.Append(value);
            var text = _text.ToString();
            foreach (var (find, found) in _waiting.ToArray())
            {
                if (find(text) is { } result)
                {
                    found.TrySetResult(result);
                }
            }
        }
    }

    public override string ToString()
    {
        lock (_gate)
        {
            return _text.ToString();
        }
    }

    /// <summary>The first whole line that begins so, now or later.</summary>
    public Task<string> LineAsync(string beginning) => FindAsync(text => text.Split('\n')[..^1].FirstOrDefault(line => line.StartsWith(beginning, StringComparison.Ordinal)));

    private async Task<string> FindAsync(Func<string, string?> find)
    {
        var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (find(_text.ToString()) is { } result)
            {
                return result;
            }

            _waiting.Add((find, found));
        }

        return await found.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }
}
