using System.Globalization;
using Names = NumberVerify.Simulator.Wire.VonageVerify;

namespace NumberVerify.Simulator;

/// <summary>Reads what a verification was asked for with, and holds it to the documented limits. Parameters it does not know mean nothing.</summary>
internal static class VonageRequestReader
{
    private const int MaxNameLength = 18;
    private const int MaxSenderIdLength = 11;
    private const int DefaultCodeLength = 4;
    private const int DefaultPinExpiry = 300;

    /// <exception cref="VonageException">A parameter is missing, or its value not allowed.</exception>
    internal static VonageVerificationRequest ReadRequest(Parameters parameters, VonageVerifySettings settings)
    {
        var number = PhoneNumber(parameters);
        var brand = Name(parameters, Names.Brand);
        var senderId = parameters[Names.SenderId] ?? Names.DefaultSenderId;
        Require(senderId.Length <= MaxSenderIdLength, Names.SenderId);
        Require(parameters[Names.Language] is not { } language || VonageLanguages.Request.Contains(language), Names.Language);
        var pin = parameters[Names.PinCode];
        if (pin is not null && !settings.PinCodeAllowed)
        {
            throw new VonageException(VonageStatus.PinCodeNotSupported);
        }

        Require(pin is null || Patterns.ChosenCode.IsMatch(pin), Names.PinCode);
        return Read(parameters, number, senderId, code => $"{code} is your {brand} code.", pin);
    }

    /// <summary>A payment: PSD2 wants the amount and the payee where the user reads the code.</summary>
    /// <exception cref="VonageException">A parameter is missing, or its value not allowed.</exception>
    internal static VonageVerificationRequest ReadPsd2(Parameters parameters)
    {
        var number = PhoneNumber(parameters);
        var payee = Name(parameters, Names.Payee);
        var given = parameters[Names.Amount] ?? throw new VonageException(VonageStatus.Missing(Names.Amount));
        Require(decimal.TryParse(given, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount > 0, Names.Amount);
        Require(parameters[Names.Language] is not { } language || VonageLanguages.Psd2.Contains(language), Names.Language);
        var payment = FormattableString.Invariant($"a payment of {amount:0.00} {Names.Currency} to {payee}");
        return Read(parameters, number, Names.DefaultSenderId, code => $"{code} confirms {payment}.", pin: null);
    }

    private static VonageVerificationRequest Read(Parameters parameters, string number, string senderId, Func<string, string> text, string? pin)
    {
        var codeLength = Integer(parameters, Names.CodeLength, 4, 6) ?? DefaultCodeLength;
        Require(codeLength != 5, Names.CodeLength);
        var pinExpiry = Integer(parameters, Names.PinExpiry, 60, 3600);
        var wait = Integer(parameters, Names.NextEventWait, 60, 900);
        if (pinExpiry is { } expiry && wait is { } step && expiry % step != 0)
        {
            pinExpiry = wait;
        }

        return new VonageVerificationRequest
        {
            PhoneNumber = number,
            SenderId = senderId,
            Text = text,
            Workflow = VonageWorkflow.All[(Integer(parameters, Names.WorkflowId, 1, VonageWorkflow.All.Count) ?? 1) - 1],
            CodeLength = codeLength,
            PinCode = pin,
            PinExpiry = TimeSpan.FromSeconds(pinExpiry ?? DefaultPinExpiry),
            NextEventWait = wait is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };
    }

    /// <returns>With the plus sign.</returns>
    private static string PhoneNumber(Parameters parameters)
    {
        var number = parameters[Names.Number] ?? throw new VonageException(VonageStatus.Missing(Names.Number));
        if (parameters[Names.Country] is { } country)
        {
            var callingCode = CallingCodes.OfCountry(country) ?? throw new VonageException(VonageStatus.Invalid(Names.Country));
            number = CallingCodes.ToInternational(number, callingCode);
        }

        number = $"+{number}";
        Require(Patterns.PhoneNumber.IsMatch(number), Names.Number);
        return number;
    }

    private static string Name(Parameters parameters, string name)
    {
        var value = parameters[name] ?? throw new VonageException(VonageStatus.Missing(name));
        Require(value.Length <= MaxNameLength, name);
        return value;
    }

    private static int? Integer(Parameters parameters, string name, int least, int most)
    {
        if (parameters[name] is not { } text)
        {
            return null;
        }

        Require(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most, name);
        return value;
    }

    private static void Require(bool isValid, string parameter)
    {
        if (!isValid)
        {
            throw new VonageException(VonageStatus.Invalid(parameter));
        }
    }
}
