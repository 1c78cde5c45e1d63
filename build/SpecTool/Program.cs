return NumberVerify.SpecTool.CommandLine.Run(args, Console.Out);
