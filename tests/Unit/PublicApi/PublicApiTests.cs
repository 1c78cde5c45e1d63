using System.Reflection;
using NumberVerify.AspNetCore;
using NumberVerify.Simulator;

namespace NumberVerify.Unit.Tests.PublicApi;

/// <summary>What others may build on changes only together with its approved text, and with CHANGELOG.md.</summary>
public sealed class PublicApiTests
{
#if PUBLIC_API_GENERATOR
    private const string Kind = "PublicApiGenerator.approved";
#else
    private const string Kind = "approved";
#endif

    public static TheoryData<string> Assemblies => ["NumberVerify", "NumberVerify.AspNetCore", "NumberVerify.Frontend", "NumberVerify.Generated", "NumberVerify.Simulator"];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void The_public_API_is_the_approved_one(string name)
    {
        var approvedFile = Path.Combine(Repository.Root, "tests", "Unit", "PublicApi", $"{name}.{Kind}.txt");
        var receivedFile = Path.Combine(AppContext.BaseDirectory, $"{name}.received.txt");
        var received = Print(name);
        File.WriteAllText(receivedFile, received);

        var approved = File.Exists(approvedFile) ? File.ReadAllText(approvedFile).ReplaceLineEndings("\n") : "";

        Assert.True(
            approved == received,
            $"The public API of {name} is not the approved one. If that is meant, note it in CHANGELOG.md and copy{Environment.NewLine}  {receivedFile}{Environment.NewLine}to{Environment.NewLine}  {approvedFile}{Environment.NewLine}{Environment.NewLine}{TextDifference.Of(approved, received)}");
    }

    private static string Print(string name)
    {
        var assembly = AssemblyOf(name);
#if PUBLIC_API_GENERATOR
        return global::PublicApiGenerator.ApiGenerator.GeneratePublicApi(assembly, new global::PublicApiGenerator.ApiGeneratorOptions { IncludeAssemblyAttributes = false }).ReplaceLineEndings("\n");
#else
        return PublicApiPrinter.Print(assembly.Location);
#endif
    }

    private static Assembly AssemblyOf(string name) => name switch
    {
        "NumberVerify" => typeof(NumberVerifyClient).Assembly,
        "NumberVerify.AspNetCore" => typeof(ITransactionStore).Assembly,
        "NumberVerify.Frontend" => typeof(NumberVerifyFrontendClient).Assembly,
        "NumberVerify.Generated" => typeof(NumberVerificationClient).Assembly,
        _ => typeof(OperatorSimulator).Assembly,
    };
}
