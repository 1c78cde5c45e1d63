using System.CommandLine;
using System.CommandLine.Help;
using NumberVerify.SpecTool;
using NumberVerify.Tool.Doctor;
using NumberVerify.Tool.Scan;
using NumberVerify.Tool.Simulate;
using NumberVerify.Tool.Spec;
using NumberVerify.Tool.Verify;
using Spectre.Console;

namespace NumberVerify.Tool.Running;

/// <summary>The command line as a whole: finds the command, runs it, and turns whatever stops it into a message and an exit code.</summary>
internal static class ToolProgram
{
    private const string Json = "--json";

    public static async Task<int> RunAsync(string[] arguments, Surroundings surroundings, CancellationToken cancellationToken)
    {
        // No RootCommand: that one is named after the file it is started from, which a tool's user never types.
        var root = new Command("numberverify", "Numbers verified by the SIM: documents, an operator in a box, a verification from the terminal, what a frontend ships, an operator's configuration.")
        {
            new HelpOption { Recursive = true },
            new VersionOption(),
            new Option<bool>(Json) { Description = "Print one JSON value to standard output, and everything else to standard error.", Recursive = true },
            SpecCommand.Create(surroundings),
            SimulateCommand.Create(surroundings),
            VerifyCommand.Create(surroundings),
            ScanCommand.Create(surroundings),
            DoctorCommand.Create(surroundings),
        };
        var parsed = root.Parse(arguments);
        var json = parsed.GetValue<bool>(Json);
        if (parsed.Errors.Count > 0)
        {
            return Refuse(surroundings, json, ExitCode.Usage, [.. parsed.Errors.Select(error => new FailureError(error.Message, "Add --help to see what the command takes."))]);
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = surroundings.Output, Error = surroundings.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, cancellationToken).ConfigureAwait(false);
        }
        catch (ToolException exception)
        {
            return Refuse(surroundings, json, exception.ExitCode, [new FailureError(exception.Message, exception.Remedy)]);
        }
        catch (SpecException exception)
        {
            return Refuse(surroundings, json, ExitCode.Failure, [.. exception.Errors.Select(error => new FailureError(error.Text, error.Remedy, error.Id, error.Place.File, error.Place.Line, error.Place.Column))]);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Refuse(surroundings, json, ExitCode.Interrupted, [new FailureError("Interrupted.", "Start it again.")]);
        }
    }

    /// <summary>A command's work: what it prints goes through the context, what it gives is the exit code.</summary>
    public static Command With(this Command command, Surroundings surroundings, Func<ParseResult, CommandContext, CancellationToken, Task<int>> run)
    {
        command.SetAction((parsed, cancellationToken) => run(parsed, new CommandContext(surroundings, parsed.GetValue<bool>(Json)), cancellationToken));
        return command;
    }

    private static int Refuse(Surroundings surroundings, bool json, int exitCode, FailureError[] errors)
    {
        var context = new CommandContext(surroundings, json);
        if (json)
        {
            context.WriteJson(new Failure(errors), FailureJson.Default.Failure);
            return exitCode;
        }

        foreach (var error in errors)
        {
            var place = error.File is null ? "" : $"{error.File}({error.Line},{error.Column}): error {error.Id}: ";
            surroundings.Error.WriteLine($"{place}{error.Message} {error.Remedy}");
        }

        return exitCode;
    }
}
