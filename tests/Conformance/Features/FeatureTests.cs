using NumberVerify.Tests.Shared;

namespace NumberVerify.Conformance.Features;

/// <summary>CAMARA's own test definitions, run from the published files: a scenario with a sentence that nothing here understands fails.</summary>
public sealed class FeatureTests
{
    private const string NumberVerificationPrefix = "number-verification-";

    public static TheoryData<string, string> Scenarios => Rows(_ => true);

    public static TheoryData<string, string> NumberVerificationScenarios => Rows(IsNumberVerification);

    public static TheoryData<string, string> OneTimePasswordScenarios => Rows(scenario => !IsNumberVerification(scenario));

    public static TheoryData<string, string> Defects
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var defect in KnownDefect.All)
            {
                data.Add(defect.File, defect.Tag);
            }

            return data;
        }
    }

    [OfficialSpecFact(OfficialSpecs.R32)]
    public void The_files_hold_22_and_32_scenarios()
    {
        Assert.Equal(22, Scenario.All.Count(scenario => IsNumberVerification(scenario)));
        Assert.Equal(32, Scenario.All.Count(scenario => !IsNumberVerification(scenario)));
        Assert.Equal(54, Scenario.All.Select(scenario => (scenario.File, scenario.Tag)).Distinct().Count());
    }

    [OfficialSpecTheory(OfficialSpecs.R32)]
    [MemberData(nameof(Scenarios))]
    public Task A_scenario_holds(string file, string tag) => RunAsync(Scenario.Find(file, tag), new RawCaller());

    [OfficialSpecTheory(OfficialSpecs.R32)]
    [MemberData(nameof(NumberVerificationScenarios))]
    public Task A_scenario_holds_through_the_SDK(string file, string tag) => RunAsync(Scenario.Find(file, tag), new SdkCaller());

    [OfficialSpecTheory(OfficialSpecs.R32)]
    [MemberData(nameof(OneTimePasswordScenarios))]
    public Task A_scenario_of_one_time_codes_holds_through_their_provider(string file, string tag) => RunAsync(Scenario.Find(file, tag), new OneTimePasswordCaller());

    [OfficialSpecTheory(OfficialSpecs.R32)]
    [MemberData(nameof(Defects))]
    public void A_known_defect_is_still_in_the_file(string file, string tag)
    {
        var defect = KnownDefect.All.Single(candidate => candidate.File == file && candidate.Tag == tag);

        Assert.True(defect.IsStillThere(Scenario.Find(file, tag)), $"The file no longer {defect.Description}: take the entry away.");
    }

    [Fact]
    public async Task A_sentence_that_nothing_understands_fails_its_scenario()
    {
        var scenario = new Scenario(Scenario.Verify, "new", "New", ["the header \"Authorization\" is removed", "the moon is full"]);

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => RunAsync(scenario, new RawCaller()));

        Assert.Contains("the moon is full", failure.Message, StringComparison.Ordinal);
    }

    [OfficialSpecFact(OfficialSpecs.R32)]
    public void Every_sentence_of_ours_is_in_the_files()
    {
        var sentences = Scenario.All.SelectMany(scenario => KnownDefect.StepsOf(scenario).Select(step => (IsNumberVerification(scenario), step))).ToHashSet();

        foreach (var isNumberVerification in new[] { true, false })
        {
            Assert.All(
                isNumberVerification ? NumberVerificationSteps.All : OneTimePasswordSteps.All,
                step => Assert.Contains(sentences, sentence => sentence.Item1 == isNumberVerification && step.Match(sentence.step) is not null));
        }
    }

    private static async Task RunAsync(Scenario scenario, ICaller caller)
    {
        IEnumerable<Step> known = [.. IsNumberVerification(scenario) ? NumberVerificationSteps.All : OneTimePasswordSteps.All, .. CommonSteps.All];
        await using var world = await World.StartAsync(caller);
        foreach (var sentence in KnownDefect.StepsOf(scenario))
        {
            var found = known.Select(step => (step, words: step.Match(sentence))).Where(match => match.words is not null).ToList();
            Assert.True(found.Count == 1, $"{found.Count} steps understand: {sentence}");
            try
            {
                await found[0].step.RunAsync(world, found[0].words!);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"At: {sentence}", exception);
            }
        }
    }

    private static bool IsNumberVerification(Scenario scenario) => scenario.File.StartsWith(NumberVerificationPrefix, StringComparison.Ordinal);

    private static TheoryData<string, string> Rows(Func<Scenario, bool> belongs)
    {
        var data = new TheoryData<string, string>();
        foreach (var scenario in Scenario.All.Where(belongs))
        {
            data.Add(scenario.File, scenario.Tag);
        }

        return data;
    }
}
