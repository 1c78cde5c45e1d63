using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool;

/// <summary>The commands of the executable. Errors are printed in MSBuild's form, one per line; no exception leaves it.</summary>
public static class CommandLine
{
    private const int Success = 0;
    private const int Failure = 1;
    private const int Usage = 2;
    private const int MostErrors = 20;

    private const string Help = """
        numberverify-spec: prepares OpenAPI documents for the C# generator.

          prepare --document FILE [--overlay FILE]... --output FILE --inputs FILE
              Writes the prepared document as JSON, and the full path of each file that it was made of, one per line.
          contract FILE
              Prints the contract of a document: everything but its prose, in one order.

        Exit code 1 for a document that cannot be used, 2 for a command that is not understood.

        """;

    /// <summary>Runs one command and gives its exit code: 0, or 1 for errors, or 2 for wrong usage.</summary>
    public static int Run(string[] arguments, TextWriter output)
    {
        var subject = arguments.Skip(1).FirstOrDefault(argument => !argument.StartsWith("--", StringComparison.Ordinal)) ?? "numberverify-spec";
        try
        {
            return arguments switch
            {
                ["prepare", .. var options] => Prepare(options, output),
                ["contract", var document] => Contract(document, output),
                ["--help" or "-h" or "help"] => Explain(output, Success),
                _ => Explain(output, Usage),
            };
        }
        catch (SpecException exception)
        {
            foreach (var error in exception.Errors.Take(MostErrors))
            {
                output.Write($"{error}\n");
            }

            if (exception.Errors.Count > MostErrors)
            {
                output.Write($"... and {exception.Errors.Count - MostErrors} more.\n");
            }

            return Failure;
        }
        catch (Exception exception)
        {
            var place = new SourcePlace(Path.GetFullPath(subject), 1, 1);
            output.Write($"{new SpecError(SpecErrorIds.Unexpected, place, $"The tool failed: {exception.GetType().Name}: {exception.Message}", "This is a fault of the tool; please report it with the document.")}\n");
            return Failure;
        }
    }

    private static int Prepare(IEnumerable<string> options, TextWriter output)
    {
        string? document = null, json = null, inputs = null;
        var overlays = new List<string>();
        foreach (var option in options.Chunk(2))
        {
            switch (option)
            {
                case ["--document", var value] when document is null:
                    document = value;
                    break;
                case ["--overlay", var value]:
                    overlays.Add(value);
                    break;
                case ["--output", var value] when json is null:
                    json = value;
                    break;
                case ["--inputs", var value] when inputs is null:
                    inputs = value;
                    break;
                default:
                    return Explain(output, Usage);
            }
        }

        if (document is null || json is null || inputs is null)
        {
            return Explain(output, Usage);
        }

        var prepared = PreparedSpec.Create(document, overlays);
        WriteAll((json, prepared.Json), (inputs, string.Concat(prepared.Inputs.Select(file => file + "\n"))));
        return Success;
    }

    private static int Contract(string document, TextWriter output)
    {
        output.Write(JsonText.Indented(SpecContract.Of(SpecDocument.Load(document))));
        return Success;
    }

    private static int Explain(TextWriter output, int code)
    {
        output.Write(Help.ReplaceLineEndings("\n"));
        return code;
    }

    /// <summary>All files or none: each is written beside its place and moved there when all are complete.</summary>
    private static void WriteAll(params (string Path, string Text)[] files)
    {
        var current = files[0].Path;
        var temporary = new List<(string From, string To)>();
        try
        {
            foreach (var (path, text) in files)
            {
                current = Path.GetFullPath(path);
                Directory.CreateDirectory(Path.GetDirectoryName(current)!);
                temporary.Add(($"{current}.{Environment.ProcessId}.tmp", current));
                File.WriteAllText(temporary[^1].From, text);
            }

            foreach (var (from, to) in temporary)
            {
                current = to;
                File.Move(from, to, overwrite: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SpecException(SpecErrorIds.OutputNotWritable, new SourcePlace(current, 1, 1), $"The file cannot be written: {exception.Message}", "Give a path that can be written.");
        }
        finally
        {
            foreach (var (from, _) in temporary)
            {
                File.Delete(from);
            }
        }
    }
}
