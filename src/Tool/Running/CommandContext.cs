using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spectre.Console;

namespace NumberVerify.Tool.Running;

/// <summary>
/// Where one run of a command speaks. With --json standard output holds one JSON value and nothing else; what is said to people meanwhile goes to standard error.
/// </summary>
internal sealed class CommandContext
{
    private readonly TextWriter _output;

    public CommandContext(Surroundings surroundings, bool json)
    {
        Surroundings = surroundings;
        Json = json;
        _output = surroundings.Output;
        var people = new AnsiConsoleOutput(json ? surroundings.Error : surroundings.Output);

        // A file or a pipe gets no escape sequences, whatever TERM says.
        People = AnsiConsole.Create(new AnsiConsoleSettings { Out = people, Ansi = people.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No });
    }

    public Surroundings Surroundings { get; }

    public bool Json { get; }

    /// <summary>For people: text, tables, progress.</summary>
    public IAnsiConsole People { get; }

    /// <summary>Text that a program may read as well: written to standard output as it is, never wrapped and never coloured.</summary>
    public void WriteText(string text) => _output.Write(text);

    /// <summary>The result, when --json was given: once, at the end.</summary>
    public void WriteJson<T>(T result, JsonTypeInfo<T> type) => _output.WriteLine(JsonSerializer.Serialize(result, type));
}
