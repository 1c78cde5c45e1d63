namespace NumberVerify.Conformance.Features;

/// <summary>
/// What is wrong in a published feature file, and how it is read all the same. Each is looked for in the file: once it is mended there, the entry must go.
/// </summary>
internal sealed record KnownDefect(string File, string Tag, string Description, Predicate<Scenario> IsStillThere, Func<IReadOnlyList<string>, IEnumerable<string>> Mend)
{
    private const string InBody = "\"$.status\" is 20";

    public static IReadOnlyList<KnownDefect> All { get; } =
    [
        new(
            Scenario.Verify,
            "phone_number_verify_400.3_invalid_request_non_existing_property",
            "the request is never sent",
            scenario => !scenario.Steps.Any(step => step.EndsWith("is sent", StringComparison.Ordinal)),
            steps => steps.SelectMany((step, at) => step.StartsWith("the response", StringComparison.Ordinal) && !steps[at - 1].StartsWith("the response", StringComparison.Ordinal) ? [Sent("phoneNumberVerify"), step] : new[] { step })),
        new(
            Scenario.Verify,
            "phone_number_verify_C02.01_phone_number_not_schema_compliant",
            "asks for a token that stands for no number, which no flow of this API can give, and for a schema the document does not have",
            scenario => scenario.Steps.Any(step => step.EndsWith("does not identify a single phone number", StringComparison.Ordinal)),
            steps => steps.Where(step => !step.EndsWith("does not identify a single phone number", StringComparison.Ordinal)).Select(InRequestBody)),
        new(
            Scenario.Verify,
            "phone_number_verify_400.4_both_phone_number_and_hashed_in_request",
            "names schemas the document does not have",
            scenario => scenario.Steps.Any(step => step.Contains("#/components/schemas/HashedPhoneNumber", StringComparison.Ordinal)),
            steps => steps.Select(InRequestBody)),
        new(Scenario.SendCode, "OTPvalidationAPI_01_send_code_success_scenario", "looks for the status code in the body", HasStatusInBody, steps => steps.Select(FromStatusLine)),
        new(
            Scenario.SendCode,
            "OTPvalidationAPI_02_send_code_success_scenario_without_x-correlator",
            "looks for the status code in the body, and leaves the correlator in the request",
            scenario => HasStatusInBody(scenario) && !scenario.Steps.Any(step => step.Contains("x-correlator\" is", StringComparison.Ordinal)),
            steps => WithoutCorrelator(steps).Select(FromStatusLine)),
        new(Scenario.ValidateCode, "OTPvalidationAPI_01_validate_code_sucess_scenario", "looks for the status code in the body of an answer that has none", HasStatusInBody, steps => steps.Select(FromStatusLine)),
        new(
            Scenario.ValidateCode,
            "OTPvalidationAPI_02_validate_code_sucess_scenario_without_x-correlator",
            "looks for the status code in the body of an answer that has none, and leaves the correlator in the request",
            scenario => HasStatusInBody(scenario) && !scenario.Steps.Any(step => step.Contains("x-correlator\" is", StringComparison.Ordinal)),
            steps => WithoutCorrelator(steps).Select(FromStatusLine)),
    ];

    public static IReadOnlyList<string> StepsOf(Scenario scenario) =>
        All.SingleOrDefault(defect => defect.File == scenario.File && defect.Tag == scenario.Tag) is { } known ? [.. known.Mend(scenario.Steps)] : scenario.Steps;

    private static string Sent(string operation) => $"the request \"{operation}\" is sent";

    private static bool HasStatusInBody(Scenario scenario) => scenario.Steps.Any(step => step.Contains(InBody, StringComparison.Ordinal));

    private static string FromStatusLine(string step) => step.Contains(InBody, StringComparison.Ordinal) ? step.Replace("property \"$.status\"", "status code", StringComparison.Ordinal) : step;

    private static IEnumerable<string> WithoutCorrelator(IReadOnlyList<string> steps) =>
        steps.Where(step => !step.StartsWith("the header \"x-correlator\" complies", StringComparison.Ordinal));

    private static string InRequestBody(string step) => step
        .Replace("#/components/schemas/HashedPhoneNumber", "#/components/schemas/NumberVerificationRequestBody/properties/hashedPhoneNumber", StringComparison.Ordinal)
        .Replace("#/components/schemas/PhoneNumber", "#/components/schemas/NumberVerificationRequestBody/properties/phoneNumber", StringComparison.Ordinal);
}
