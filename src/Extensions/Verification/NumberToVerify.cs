namespace NumberVerify;

/// <summary>Makes the request body of a verification: exactly one of number and hash, each in its strict form.</summary>
internal static class NumberToVerify
{
    private const string NoNumber = "No number was given, neither here nor to ForUser.";

    /// <summary>The number of this call, or else whatever was given before, in the form it was given.</summary>
    public static NumberVerificationRequestBody Plain(string? phoneNumber, string? given)
    {
        if (phoneNumber is null)
        {
            return given is null ? throw new ArgumentException(NoNumber, nameof(phoneNumber)) : Create(given);
        }

        return PhoneNumber.IsValid(phoneNumber)
            ? new NumberVerificationRequestBody { PhoneNumber = phoneNumber }
            : throw new ArgumentException("The number must be in E.164 form: '+', then 5 to 15 ASCII digits, the first not 0.", nameof(phoneNumber));
    }

    /// <summary>The hash of this call, or else of what was given before.</summary>
    public static NumberVerificationRequestBody Hashed(string? hashedPhoneNumber, string? given)
    {
        var hash = hashedPhoneNumber
            ?? (PhoneNumber.IsValid(given) ? HashedPhoneNumber.Compute(given) : given)
            ?? throw new ArgumentException(NoNumber, nameof(hashedPhoneNumber));
        return HashedPhoneNumber.IsValid(hash)
            ? new NumberVerificationRequestBody { HashedPhoneNumber = hash }
            : throw new ArgumentException("The hash must be the 64 hex digits of a SHA-256; HashedPhoneNumber.Compute makes them.", nameof(hashedPhoneNumber));
    }

    /// <summary>Checks what is given to ForUser: a number in E.164 form or its hash. Null is fine; it may come later.</summary>
    public static void Check(string? phoneNumber)
    {
        if (phoneNumber is not null && !PhoneNumber.IsValid(phoneNumber) && !HashedPhoneNumber.IsValid(phoneNumber))
        {
            throw new ArgumentException("The number must be in E.164 form ('+', then 5 to 15 ASCII digits, the first not 0), or the 64 hex digits of its SHA-256.", nameof(phoneNumber));
        }
    }

    private static NumberVerificationRequestBody Create(string given) => PhoneNumber.IsValid(given)
        ? new NumberVerificationRequestBody { PhoneNumber = given }
        : new NumberVerificationRequestBody { HashedPhoneNumber = given };
}
