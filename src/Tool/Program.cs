using NumberVerify.Tool.Running;

using var interruption = new Interruption();
return await ToolProgram.RunAsync(args, new Surroundings(Console.In, Console.Out, Console.Error, Directory.GetCurrentDirectory()), interruption.Token).ConfigureAwait(false);
