// The web endpoints under load. Exit code 1 where anything happened that is not documented.
//   fuzz [count] [seed]    random callbacks and bodies, 1,000,000 unless a count is given
//   soak [minutes] [seed]  a mixed load with faults of the operator, 10 minutes unless a number is given: what memory, handles and tasks become
//   operator [seed]        is the operator of a soak; this program starts it
using System.Globalization;
using NumberVerify.Load.Tests.Fuzz;
using NumberVerify.Load.Tests.Soak;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var seed = args.Length > 2 ? int.Parse(args[2]) : Random.Shared.Next(int.MaxValue / 2);
switch (args)
{
    case ["operator", var operatorSeed]:
        await FaultyOperator.RunAsync(int.Parse(operatorSeed));
        return 0;
    case ["fuzz", ..]:
        return await FuzzRun.RunAsync(args.Length > 1 ? int.Parse(args[1]) : 1_000_000, seed, Console.Out) ? 0 : 1;
    case ["soak", ..]:
        return await SoakRun.RunAsync(TimeSpan.FromMinutes(args.Length > 1 ? double.Parse(args[1]) : 10), seed, Console.Out) ? 0 : 1;
    default:
        Console.Error.WriteLine("fuzz [count] [seed] | soak [minutes] [seed]");
        return 2;
}
