using Spectre.Console;

namespace NumberVerify.Tool.Running;

/// <summary>Questions to the person at the terminal whose answers are nobody else's to see.</summary>
internal static class Asking
{
    /// <summary>One line from the person, which does not show while it is typed; null where input ends.</summary>
    /// <param name="context">The run.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="mask">What shows in place of each character; null for nothing.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public static async Task<string?> AskAsync(this CommandContext context, string question, char? mask, CancellationToken cancellationToken)
    {
        var input = context.Surroundings.Input;
        if (ReferenceEquals(input, Console.In) && !Console.IsInputRedirected && context.People.Profile.Capabilities.Interactive)
        {
            return await new TextPrompt<string>(Markup.Escape(question)).Secret(mask).AllowEmpty().ShowAsync(context.People, cancellationToken).ConfigureAwait(false);
        }

        context.People.WriteLine(question);

        // A reader's line cannot be cancelled: it is left behind, and ends with the process.
        return await Task.Run(input.ReadLine, CancellationToken.None).WaitAsync(cancellationToken).ConfigureAwait(false);
    }
}
