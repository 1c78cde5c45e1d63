using NumberVerify.Generated.VonageVerify;

namespace NumberVerify;

/// <summary>Makes the forms of Vonage Verify, each limit checked before anything is sent.</summary>
internal static class VonageForms
{
    public const int MaxRequestIdLength = 32;
    public const int MaxBrandLength = 18;
    public const int MaxSenderIdLength = 11;
    public const int MinCodeLength = 4;
    public const int MaxCodeLength = 6;
    private const int MinNationalLength = 3;
    private const int MaxNationalLength = 15;
    private const int MaxLanguageLength = 6;

    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_longestExpiry = TimeSpan.FromSeconds(3600);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(900);

    public static StartRequest Of(VonageVerifyRequest request, VonageVerifyOptions options)
    {
        ArgumentNullException.ThrowIfNull(request);
        CheckDelivery(request.CodeLength, request.PinExpiry, request.NextEventWait, request.Workflow);
        var brand = request.Brand ?? options.Brand;
        Check(IsText(brand, MaxBrandLength), "Brand must have 1 to 18 characters.");
        var senderId = request.SenderId ?? options.SenderId;
        Check(senderId is null || IsText(senderId, MaxSenderIdLength), "SenderId must have 1 to 11 characters.");
        Check(request.Language is null || VonageVerifyClient.Languages.Contains(request.Language, StringComparer.Ordinal), $"{nameof(request.Language)} must be one of {nameof(VonageVerifyClient)}.{nameof(VonageVerifyClient.Languages)}.");
        if (request.PinCode is { } pinCode)
        {
            Check(pinCode.Length is >= MinCodeLength and <= MaxCodeLength && !pinCode.AsSpan().ContainsAnyExceptInRange('0', '9'), "PinCode must be 4 to 6 ASCII digits.");
        }

        return new StartRequest
        {
            ApiKey = KeyOf(options),
            ApiSecret = SecretOf(options),
            Number = NumberOf(request.PhoneNumber, request.NationalNumber, request.Country),
            Country = request.Country,
            Brand = brand,
            SenderId = senderId,
            CodeLength = request.CodeLength,
            Lg = request.Language,
            PinExpiry = SecondsOf(request.PinExpiry),
            NextEventWait = SecondsOf(request.NextEventWait),
            WorkflowId = (int?)request.Workflow,
            PinCode = request.PinCode,
        };
    }

    public static StartPaymentRequest Of(VonagePaymentRequest request, VonageVerifyOptions options)
    {
        ArgumentNullException.ThrowIfNull(request);
        CheckDelivery(request.CodeLength, request.PinExpiry, request.NextEventWait, request.Workflow);
        Check(IsText(request.Payee, MaxBrandLength), "Payee must have 1 to 18 characters.");
        Check(request.Amount > 0 && request.Amount == decimal.Round(request.Amount, 2), $"{nameof(request.Amount)} must be more than nothing, with two decimal places at most.");
        Check(request.Language is null || IsLanguage(request.Language), $"{nameof(request.Language)} must be a language and a region, such as en-gb.");
        return new StartPaymentRequest
        {
            ApiKey = KeyOf(options),
            ApiSecret = SecretOf(options),
            Number = NumberOf(request.PhoneNumber, request.NationalNumber, request.Country),
            Country = request.Country,
            Payee = request.Payee,
            Amount = request.Amount,
            CodeLength = request.CodeLength,
            Lg = request.Language,
            PinExpiry = SecondsOf(request.PinExpiry),
            NextEventWait = SecondsOf(request.NextEventWait),
            WorkflowId = (int?)request.Workflow,
        };
    }

    public static string? KeyOf(VonageVerifyOptions options) => options.SendsCredentialsInForm ? options.ApiKey : null;

    public static string? SecretOf(VonageVerifyOptions options) => options.SendsCredentialsInForm ? options.ApiSecret : null;

    /// <summary>Whether it has something to read and no more characters than that; a pair of surrogates is one.</summary>
    public static bool IsText(string? text, int maxLength) => !string.IsNullOrWhiteSpace(text) && ApiTransport.HasLength(text, 1, maxLength);

    public static bool IsWorkflow(VonageWorkflow? workflow) => workflow is null or (>= VonageWorkflow.SmsCallCall and <= VonageWorkflow.Call);

    public static bool IsExpiry(TimeSpan? expiry) => expiry is null || IsWithin(expiry.Value, s_longestExpiry);

    private static void CheckDelivery(int? codeLength, TimeSpan? pinExpiry, TimeSpan? nextEventWait, VonageWorkflow? workflow)
    {
        Check(codeLength is null or MinCodeLength or MaxCodeLength, "CodeLength must be 4 or 6.");
        Check(IsExpiry(pinExpiry), "PinExpiry must be 60 to 3600 whole seconds.");
        Check(nextEventWait is null || IsWithin(nextEventWait.Value, s_longestWait), "NextEventWait must be 60 to 900 whole seconds.");
        Check(pinExpiry is null || nextEventWait is null || pinExpiry.Value.Ticks % nextEventWait.Value.Ticks == 0, "PinExpiry must be a multiple of NextEventWait; Vonage would shorten it otherwise.");
        Check(IsWorkflow(workflow), "Workflow is unknown.");
    }

    private static string NumberOf(PhoneNumber? phoneNumber, string? nationalNumber, string? country)
    {
        Check(phoneNumber is null != nationalNumber is null, "Exactly one of PhoneNumber and NationalNumber must be given.");
        Check(nationalNumber is null || country is not null, "NationalNumber needs a Country.");
        Check(country is null || (country.Length == 2 && !country.AsSpan().ContainsAnyExceptInRange('A', 'Z')), "Country must be two capital letters.");
        Check(
            nationalNumber is null || (nationalNumber.Length is >= MinNationalLength and <= MaxNationalLength && !nationalNumber.AsSpan().ContainsAnyExceptInRange('0', '9')),
            "NationalNumber must be 3 to 15 ASCII digits.");
        return phoneNumber is null ? nationalNumber! : phoneNumber.Value[1..];
    }

    private static bool IsLanguage(string text) =>
        text.IndexOf('-', StringComparison.Ordinal) is 2 or 3 && text.Length <= MaxLanguageLength && text.Length - text.IndexOf('-', StringComparison.Ordinal) == 3
        && !text.Replace("-", "", StringComparison.Ordinal).AsSpan().ContainsAnyExceptInRange('a', 'z');

    private static bool IsWithin(TimeSpan time, TimeSpan longest) => time >= s_shortest && time <= longest && time.Ticks % TimeSpan.TicksPerSecond == 0;

    private static int? SecondsOf(TimeSpan? time) => time is { } value ? (int)value.TotalSeconds : null;

    /// <summary>With texts that are constants: one that is put together would be, whether or not it is needed.</summary>
    private static void Check(bool isFine, string fault)
    {
        if (!isFine)
        {
            throw new ArgumentException(fault, "request");
        }
    }
}
